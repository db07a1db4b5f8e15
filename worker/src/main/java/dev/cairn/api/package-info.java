/// What readers ask over HTTP: the resources under `/v1`, as questions to `read` and answers as JSON.
@NullMarked
package dev.cairn.api;

import org.jspecify.annotations.NullMarked;
