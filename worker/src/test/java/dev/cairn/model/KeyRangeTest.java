package dev.cairn.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyRangeTest {
    @Property
    void aRangeFallsApartIntoWhatIsBeforeAKeyTheKeyAndWhatIsAfterIt(
            @ForAll @Size(max = 3) byte[] from,
            @ForAll @Size(max = 3) byte[] to,
            @ForAll @Size(min = 1, max = 3) byte[] key,
            @ForAll @Size(min = 1, max = 3) byte[] any) {
        KeyRange range = KeyRange.between(Bytes.wrap(from), Bytes.wrap(to));
        StateKey at = new StateKey(Bytes.wrap(key));
        Bytes other = Bytes.wrap(any);
        int order = other.compareTo(at.bytes());
        assertThat(range.after(at).contains(other)).isEqualTo(range.contains(other) && order > 0);
        assertThat(range.before(at).contains(other)).isEqualTo(range.contains(other) && order < 0);
    }

    @Test
    void aRangeWithoutAnEndGoesOnToTheEnd() {
        StateKey key = new StateKey(Bytes.ofHex("ff"));
        assertThat(KeyRange.all().after(key).contains(Bytes.ofHex("ff00"))).isTrue();
        assertThat(KeyRange.all().after(key).contains(key.bytes())).isFalse();
        assertThat(KeyRange.all().before(key).contains(Bytes.ofHex("fe"))).isTrue();
    }
}
