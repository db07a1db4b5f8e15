/// What administrators can have done to a running worker, over HTTP.
@NullMarked
package dev.cairn.admin;

import org.jspecify.annotations.NullMarked;
