package dev.cairn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.model.SourcePartition;
import dev.cairn.source.SourceRecord;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.FeedStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TidyAssemblerTest {
    private static final int BLOCKS = 3;
    private static final int TRANSACTIONS = 50;

    private final TidyAssembler assembler = new TidyAssembler();
    private final List<SourceRecord> blocks = new ArrayList<>();
    private final List<SourceRecord> transactions = new ArrayList<>();

    TidyAssemblerTest() {
        for (FeedRecord record : E2eLoad.chain(BLOCKS).feed()) {
            List<SourceRecord> topic = record.stream() == FeedStream.BLOCKS ? blocks : transactions;
            topic.add(SourceRecord.of(new SourcePartition("topic", 0), topic.size(), null, record.value()));
        }
    }

    @Test
    void aBlockIsWholeWithItsLastTransactionWhicheverTopicComesFirst() {
        blocks.forEach(assembler::take);
        transactions.subList(0, TRANSACTIONS - 1).forEach(assembler::take);
        assertThat(assembler.poll()).isEmpty();

        assembler.take(transactions.get(TRANSACTIONS - 1));

        assertThat(assembler.poll()).hasValueSatisfying(block -> {
            assertThat(block.height()).isZero();
            assertThat(block.changes()).hasSize(TRANSACTIONS + 1);
            assertThat(block.nextBlockOffset()).isEqualTo(1);
            assertThat(block.nextTransactionOffset()).isEqualTo(TRANSACTIONS);
        });
        assertThat(assembler.poll()).isEmpty();
    }

    @Test
    void transactionsThatAreFarAheadOfTheirBlocksWait() {
        transactions.forEach(assembler::take);
        assertThat(assembler.poll()).isEmpty();

        blocks.forEach(assembler::take);

        for (int height = 0; height < BLOCKS; height++) {
            assertThat(assembler.poll().map(TidyAssembler.WholeBlock::height)).isEqualTo(Optional.of((long) height));
        }
        assertThat(assembler.poll()).isEmpty();
    }

    @Test
    void aFeedThatIsNotTidyIsRefused() {
        assembler.take(blocks.getFirst());
        transactions.subList(1, TRANSACTIONS + 1).forEach(assembler::take);

        assertThatThrownBy(assembler::poll)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this assembler is for tidy feeds only");
    }
}
