/// What a worker answers to those who ask it over HTTP.
@NullMarked
package dev.cairn.http;

import org.jspecify.annotations.NullMarked;
