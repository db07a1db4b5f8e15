/// Where snapshots go that have to outlive this machine: a directory, or a bucket of object storage.
/// [ObjectStore] is what either can do, [SnapshotRepository] what is made of it; how files are collected
/// that no snapshot names any more, while others are sending, is written down in
/// docs/adr/2026-11-22-snapshot-repositories.md.
@NullMarked
package dev.cairn.repository;

import org.jspecify.annotations.NullMarked;
