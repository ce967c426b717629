package io.fieldpost.driver.modbus.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.modbus.Request;
import io.fieldpost.driver.modbus.address.Table;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class RtuTransportTest {
    private static final LineLimits LIMITS =
            new LineLimits(Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofMillis(10), Duration.ZERO);

    private final ScriptedLine line = new ScriptedLine();
    private final List<Fault> faults = new ArrayList<>();
    private final Bus bus = Bus.rtu(line, LIMITS, (unit, fault) -> faults.add(fault));

    /** What each request is followed by, piece by piece; each wait takes one piece, and after the last nothing comes. */
    private static final class ScriptedLine implements ByteLine {
        private final Deque<byte[][]> answers = new ArrayDeque<>();
        private final Deque<byte[]> pieces = new ArrayDeque<>();
        private final List<String> sent = new ArrayList<>();

        void answersWith(byte[]... next) {
            answers.add(next);
        }

        @Override
        public void write(byte[] bytes) {
            sent.add(HexFormat.of().withUpperCase().formatHex(bytes));
            pieces.addAll(List.of(answers.remove()));
        }

        @Override
        public int read(byte[] into, int offset, int length, long timeoutNanos) {
            if (pieces.isEmpty()) {
                LockSupport.parkNanos(Math.min(timeoutNanos, 1_000_000));
                return 0;
            }
            byte[] piece = pieces.remove();
            System.arraycopy(piece, 0, into, offset, piece.length);
            return piece.length;
        }

        @Override
        public int take(byte[] into) {
            return 0;
        }

        @Override
        public void close() {}
    }

    private static byte[] register(int value) {
        return Request.rtu(1, new byte[] {3, 2, 0, (byte) value});
    }

    @Test
    void requestIsAsTheStandardHasIt() throws Exception {
        line.answersWith(HexFormat.of().parseHex("010304435C4CCDDAF0"));
        assertThat(bus.read(1, Table.HOLDING, 0x2006, 2)).containsExactly(0x43, 0x5C, 0x4C, 0xCD);
        assertThat(line.sent).containsExactly("0103200600022FCA");
    }

    @Test
    void exceptionCodeIsTheUnitsOwn() {
        line.answersWith(Request.rtu(1, new byte[] {(byte) 0x83, 2}));
        assertThatThrownBy(() -> bus.read(1, Table.HOLDING, 0, 1))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(new Refusal(2)));
    }

    /** How an RTU master hands the value of one register to another: both answers look alike. */
    @Test
    void secondAnswerToARepeatedRequestIsNotTakenForTheNextRegister() throws Exception {
        line.answersWith();
        assertThatThrownBy(() -> bus.read(1, Table.HOLDING, 11, 1)).isInstanceOf(FaultException.class);
        line.answersWith(register(11), register(11));
        assertThat(bus.read(1, Table.HOLDING, 11, 1)).containsExactly(0, 11);
        line.answersWith(register(77));
        assertThat(bus.read(1, Table.HOLDING, 77, 1)).containsExactly(0, 77);
        assertThat(faults).containsExactly(Fault.NO_ANSWER, Fault.UNASKED);
    }

    @Test
    void answerInManyPiecesIsPutTogether() throws Exception {
        byte[] whole = register(42);
        byte[][] pieces = new byte[whole.length][];
        for (int i = 0; i < whole.length; i++) {
            pieces[i] = new byte[] {whole[i]};
        }
        line.answersWith(pieces);
        assertThat(bus.read(1, Table.HOLDING, 0, 1)).containsExactly(0, 42);
        assertThat(faults).isEmpty();
    }

    @Test
    void bitsComeLowestFirst() throws Exception {
        line.answersWith(Request.rtu(1, new byte[] {1, 2, (byte) 0b1000_0101, 1}));
        assertThat(bus.read(1, Table.COIL, 0, 9)).containsExactly(1, 0, 1, 0, 0, 0, 0, 1, 1);
    }
}
