package dev.cairn.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/// A stream that is looked at before each piece of it goes out, for much may have changed since it was begun. Where it
/// may not go on it is cut.
///
/// @param isStillLetIn  whether its client would be let in now
/// @param share         of what answers may hold in memory; it is held while the client takes a piece
record GuardedStream(ReplyBody.Streamed stream, BooleanSupplier isStillLetIn, ByteBudget.Share share)
        implements ReplyBody.Streamed {
    @Override
    public void writeTo(OutputStream out) throws IOException {
        stream.writeTo(new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (!isStillLetIn.getAsBoolean()) {
                    throw new IOException("the client is not let in any more");
                }
                hold(length);
                try {
                    out.write(bytes, offset, length);
                } finally {
                    share.giveBack();
                }
            }
        });
    }

    private void hold(int bytes) throws IOException {
        if (bytes > ByteBudget.SMALL && !share.growTo(bytes)) {
            throw new IOException(Refusals.tooManyAnswers(share.budgetMax()).detail());
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
