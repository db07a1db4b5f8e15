/// Folders that are whole or not there: how they get their names, what lies beside a database, and who
/// works there.
@NullMarked
package dev.cairn.folder;

import org.jspecify.annotations.NullMarked;
