@NullMarked
package dev.cairn.admin;

import org.jspecify.annotations.NullMarked;
