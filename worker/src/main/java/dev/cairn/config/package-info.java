/// From file, environment and command line to the stages' own config records, with all problems found at once.
@NullMarked
package dev.cairn.config;

import org.jspecify.annotations.NullMarked;
