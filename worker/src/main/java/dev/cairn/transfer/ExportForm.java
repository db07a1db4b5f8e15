package dev.cairn.transfer;

/// How an export is written.
public enum ExportForm {
    NDJSON,
    CSV,
    PARQUET,
    CAIRN
}
