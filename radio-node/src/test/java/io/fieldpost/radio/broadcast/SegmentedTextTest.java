package io.fieldpost.radio.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentedTextTest {
    private final SegmentedText name = new SegmentedText(4, 2, false);

    @Test
    void nameIsShownWhenEachSegmentCameTwice() {
        send("ABCDEFGH");
        assertThat(name.complete()).isNull();
        name.accept(0, 'A' << 8 | 'B');
        name.accept(1, 'C' << 8 | 'D');
        name.accept(2, 'E' << 8 | 'F');
        assertThat(name.complete()).isNull();
        name.accept(3, 'G' << 8 | 'H');
        assertThat(name.complete()).isEqualTo("ABCDEFGH");
    }

    @Test
    void oldAndNewNameAreNeverMixed() {
        send("TRAFFIC ");
        send("TRAFFIC ");
        for (String scrolled : new String[] {"NEWS NOW", "EWS NOW ", "WS NOW A"}) {
            send(scrolled);
            assertThat(name.complete()).isEqualTo("TRAFFIC");
        }
        send("WS NOW A");
        assertThat(name.complete()).isEqualTo("WS NOW A");
    }

    @Test
    void partOfANewNameIsNotJoinedToTheRestOfTheOld() {
        send("ABCDEFGH");
        send("ABCDEFGH");
        name.accept(1, 'X' << 8 | 'X');
        name.accept(1, 'X' << 8 | 'X');
        assertThat(name.complete()).isEqualTo("ABCDEFGH");
        send("ABXXEFYY");
        send("ABXXEFYY");
        assertThat(name.complete()).isEqualTo("ABXXEFYY");
    }

    @Test
    void carriageReturnEndsATextEarly() {
        SegmentedText text = new SegmentedText(16, 4, true);
        for (int i = 0; i < 2; i++) {
            text.accept(0, 'H' << 24 | 'e' << 16 | 'l' << 8 | 'l');
            text.accept(1, 'o' << 24 | ' ' << 16 | '\r' << 8);
        }
        assertThat(text.complete()).isEqualTo("Hello");
    }

    @Test
    void codesWithoutACharacterAreReplacedAndCounted() {
        for (int i = 0; i < 2; i++) {
            name.accept(0, 0x91 << 8 | 0xFF);
            name.accept(1, 0x01 << 8 | 0x8D);
            name.accept(2, 0x24 << 8 | 0xAB);
            name.accept(3, 0xE3 << 8 | 0xD1);
        }
        assertThat(name.complete()).isEqualTo("ä\uFFFD\uFFFDß¤$ŒÄ");
        assertThat(name.unknown()).isEqualTo(2);
    }

    @Test
    void tableHasAllOfItsCharacters() {
        long unknown = java.util.stream.IntStream.range(0x20, 0x100)
                .filter(code -> CharacterTable.of(code) == CharacterTable.UNKNOWN)
                .count();
        assertThat(unknown).isEqualTo(2);
        assertThat(CharacterTable.of(0xE0)).isEqualTo('Ã');
        assertThat(CharacterTable.of(0xFE)).isEqualTo('ŧ');
    }

    private void send(String text) {
        for (int i = 0; i < 4; i++) {
            name.accept(i, text.charAt(2 * i) << 8 | text.charAt(2 * i + 1));
        }
    }
}
