package dev.cairn.decode;

/// How events are written down where their records do not say it themselves.
///
/// @param blocksFormat        of records of the blocks topic without a `content-type` header
/// @param transactionsFormat  of records of the transactions topic without one
public record DecodeConfig(ContentType blocksFormat, ContentType transactionsFormat) {
    public static DecodeConfig standard() {
        return new DecodeConfig(ContentType.PROTOBUF, ContentType.PROTOBUF);
    }
}
