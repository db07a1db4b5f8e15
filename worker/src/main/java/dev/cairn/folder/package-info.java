/// Folders that are whole or not there: how they get their names, and what lies beside a database.
@NullMarked
package dev.cairn.folder;

import org.jspecify.annotations.NullMarked;
