@NullMarked
package dev.cairn.repository;

import org.jspecify.annotations.NullMarked;
