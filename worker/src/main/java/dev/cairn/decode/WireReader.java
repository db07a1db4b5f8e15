package dev.cairn.decode;

/// Walks over bytes in protobuf's wire format and accepts what protobuf's own reader accepts: unknown fields and groups
/// are passed over, nesting ends at the same depth. With one exception: a number whose tenth byte announces an eleventh
/// is refused always, which protobuf's reader does in some places and forgets in others.
///
/// It exists because events are read in place: the generated parser would copy every key and value into a ByteString
/// and put an object around each write.
final class WireReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH_DELIMITED = 2;
    static final int GROUP_START = 3;
    static final int GROUP_END = 4;
    static final int FIXED32 = 5;

    private static final int TAG_TYPE_BITS = 3;
    private static final int NESTING_MAX = 100;

    private byte[] bytes = new byte[0];
    private int position;
    private int limit;
    private int depth;

    static int tag(int field, int wireType) {
        return field << TAG_TYPE_BITS | wireType;
    }

    void reset(byte[] newBytes) {
        bytes = newBytes;
        position = 0;
        limit = newBytes.length;
        depth = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    boolean hasMore() {
        return position < limit;
    }

    int tag() throws MalformedEvent {
        int tag = (int) varint();
        if (tag >>> TAG_TYPE_BITS == 0) {
            throw malformed("a field number from 1 on", "field number 0");
        }
        return tag;
    }

    long varint() throws MalformedEvent {
        if (position < limit && bytes[position] >= 0) {
            return bytes[position++];
        }
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (position == limit) {
                throw cutShort("a number");
            }
            byte next = bytes[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("a number of at most 10 bytes", "a longer one");
    }

    /// Reads a length and makes sure that so many bytes follow. The reader then stands before them.
    int length() throws MalformedEvent {
        int length = (int) varint();
        if (length < 0 || length > limit - position) {
            throw malformed(
                    "a length of at most the " + (limit - position) + " bytes that follow",
                    "length " + Integer.toUnsignedString(length));
        }
        return length;
    }

    void skipBytes(int count) {
        position += count;
    }

    /// Goes into a message whose length comes next. Pass what it gives back to [#leave(int)].
    int enter() throws MalformedEvent {
        int outerLimit = limit;
        int length = length();
        deeper();
        limit = position + length;
        return outerLimit;
    }

    void leave(int outerLimit) {
        limit = outerLimit;
        depth--;
    }

    /// Passes over a field that means nothing to us: one of a later version of the schema.
    void skipField(int tag) throws MalformedEvent {
        switch (tag & ((1 << TAG_TYPE_BITS) - 1)) {
            case VARINT -> varint();
            case FIXED64 -> skipFixed(8);
            case LENGTH_DELIMITED -> skipBytes(length());
            case GROUP_START -> skipGroup(tag >>> TAG_TYPE_BITS);
            case GROUP_END -> throw malformed("a field", "the end of a group that did not begin");
            case FIXED32 -> skipFixed(4);
            default -> throw malformed("a wire type from 0 to 5", "another one");
        }
    }

    private void skipGroup(int field) throws MalformedEvent {
        deeper();
        while (hasMore()) {
            int tag = tag();
            if ((tag & ((1 << TAG_TYPE_BITS) - 1)) != GROUP_END) {
                skipField(tag);
            } else if (tag >>> TAG_TYPE_BITS == field) {
                depth--;
                return;
            } else {
                throw malformed("the end of group " + field, "the end of group " + (tag >>> TAG_TYPE_BITS));
            }
        }
        throw cutShort("the end of group " + field);
    }

    private void skipFixed(int size) throws MalformedEvent {
        if (limit - position < size) {
            throw cutShort(size + " bytes");
        }
        position += size;
    }

    private void deeper() throws MalformedEvent {
        if (++depth > NESTING_MAX) {
            throw malformed("at most " + NESTING_MAX + " messages or groups inside each other", "more");
        }
    }

    private MalformedEvent cutShort(String wanted) {
        return malformed(wanted, "the end of the bytes");
    }

    private MalformedEvent malformed(String expected, String found) {
        return new MalformedEvent(expected, found, "byte " + position + " of " + bytes.length);
    }
}
