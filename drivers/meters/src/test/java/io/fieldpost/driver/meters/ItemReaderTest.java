package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.serial.ByteLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ItemReaderTest {
    private final SimulatedMeters meters = new SimulatedMeters();
    private final MemoryLine line = new MemoryLine(meters);
    private final ItemReader reader = new ItemReader(new MeterBus(line, Duration.ofSeconds(1), Duration.ZERO));
    private final FaultCounts counts = new FaultCounts(Instant.EPOCH);
    private SimulatedMeter meter;

    @BeforeEach
    void addAMeter() throws Exception {
        meter = meters.add("dlt645:000000000161");
    }

    private ItemAnswer read(String address, String item) throws Exception {
        int colon = address.indexOf(':');
        Standard standard = Standard.named(address.substring(0, colon)).orElseThrow();
        return reader.read(MeterAddress.parse(standard, address.substring(colon + 1)), item, counts);
    }

    private ItemAnswer read(String item) throws Exception {
        return read("dlt645:000000000161", item);
    }

    private static String data(ItemAnswer answer) {
        assertThat(answer).isInstanceOf(ItemAnswer.Data.class);
        return Hex.of(((ItemAnswer.Data) answer).bytes());
    }

    private static LineFault fault(ItemAnswer answer) {
        assertThat(answer).isInstanceOf(ItemAnswer.Failed.class);
        return ((ItemAnswer.Failed) answer).fault();
    }

    @Test
    void asksWithTheBytesOfTheStandard() throws Exception {
        meter.set("00010000", "26 00 00 00");
        assertThat(data(read("00010000"))).isEqualTo("26 00 00 00");
        assertThat(meters.takeRequests()).containsExactly("68 61 01 00 00 00 00 68 11 04 33 33 34 33 14 16");
    }

    @Test
    void asksAWaterMeterWithTheBytesOfTheStandardAndTheOtherOrderWhereItWantsThat() throws Exception {
        meters.add("cjt188:10-00000805000001").set("901F", "00 77 66 55");
        meters.add("cjt188-high-first:10-00000805000002").set("901F", "00 77 66 55");
        assertThat(data(read("cjt188:10-00000805000001", "901F"))).isEqualTo("00 77 66 55");
        assertThat(data(read("cjt188-high-first:10-00000805000002", "901F"))).isEqualTo("00 77 66 55");
        assertThat(meters.takeRequests())
                .containsExactly(
                        "68 10 01 00 00 05 08 00 00 01 03 1F 90 00 39 16",
                        "68 10 02 00 00 05 08 00 00 01 03 90 1F 00 3A 16");
    }

    @Test
    void anyMeterIsTheOneThatAnswers() throws Exception {
        meter.set("04000401", "61 01 00 00 00 00");
        assertThat(data(read("dlt645:any", "04000401"))).isEqualTo("61 01 00 00 00 00");
    }

    @Test
    void answerInSeveralFramesIsPutTogetherByTheirNumbers() throws Exception {
        meter.set("0001FF00", "01 00 00 00 02 00 00 00 03 00 00 00").splitAt(4);
        assertThat(data(read("0001FF00"))).isEqualTo("01 00 00 00 02 00 00 00 03 00 00 00");
        // C = 12H, the identifier and the frame's number; each byte + 33H, sums worked by hand.
        assertThat(meters.takeRequests())
                .containsExactly(
                        "68 61 01 00 00 00 00 68 11 04 33 32 34 33 13 16",
                        "68 61 01 00 00 00 00 68 12 05 33 32 34 33 34 49 16",
                        "68 61 01 00 00 00 00 68 12 05 33 32 34 33 35 4A 16");
    }

    @Test
    void furtherFrameWithAnotherNumberIsNotTakenForTheNextOne() throws Exception {
        meter.set("0001FF00", "01 00 00 00 02 00 00 00").splitAt(4);
        meters.disturb(answer -> answer[8] == (byte) 0x92
                ? Framing.DLT645.encode(new MeterFrame(
                        FramingTest.bytes("61 01 00 00 00 00"), 0x92, FramingTest.bytes("00 FF 01 00 02 00 00 00 07")))
                : answer);
        assertThat(fault(read("0001FF00"))).isEqualTo(LineFault.OTHER_ITEM);
    }

    @Test
    void meterOf1997IsAskedByItsOwnCodesAndItsFurtherFramesHaveNoNumber() throws Exception {
        meters.add("dlt645-1997:000000000162")
                .set("901F", "01 00 00 00 02 00 00 00")
                .splitAt(4);
        assertThat(data(read("dlt645-1997:000000000162", "901F"))).isEqualTo("01 00 00 00 02 00 00 00");
        assertThat(meters.takeRequests())
                .containsExactly(
                        "68 62 01 00 00 00 00 68 01 02 52 C3 4B 16", "68 62 01 00 00 00 00 68 02 02 52 C3 4C 16");
    }

    @Test
    void meterThatNeverComesToAnEndIsNotFollowedForEver() throws Exception {
        meter.set("0001FF00", "00".repeat(100)).splitAt(1);
        assertThat(fault(read("0001FF00"))).isEqualTo(LineFault.UNREADABLE);
        assertThat(meters.takeRequests()).hasSize(16);
    }

    @Test
    void refusalSaysWhy() throws Exception {
        assertThat(read("02030300"))
                .isEqualTo(new ItemAnswer.Refused(Quality.BAD_ADDRESS_UNKNOWN, "it has no such data"));
        assertThat(Refusal.of(Standard.DLT645_2007, new byte[] {0x05}))
                .isEqualTo(new ItemAnswer.Refused(Quality.BAD_DEVICE_FAILURE, "another reason, password or authority"));
        assertThat(Refusal.of(Standard.DLT645_1997, new byte[] {0x01}))
                .isEqualTo(new ItemAnswer.Refused(Quality.BAD_DEVICE_FAILURE, "illegal data"));
        assertThat(Refusal.of(Standard.CJT188, new byte[] {0, 1, 2}))
                .isEqualTo(new ItemAnswer.Refused(Quality.BAD_DEVICE_FAILURE, "with 00 01 02"));
        assertThat(counts.of(LineFault.REFUSED)).isEqualTo(1);
    }

    @Test
    void noiseBeforeAnAnswerIsCountedAndTheAnswerIsGood() throws Exception {
        meter.set("00010000", "26 00 00 00");
        meters.disturb(answer -> FramingTest.bytes("00 F3 FE FE" + Hex.of(answer)));
        assertThat(data(read("00010000"))).isEqualTo("26 00 00 00");
        assertThat(counts.of(LineFault.NOISE)).isEqualTo(1);
        meters.disturb(answer -> FramingTest.bytes("FE FE" + Hex.of(answer)));
        read("00010000");
        assertThat(counts.of(LineFault.NOISE)).as("waking bytes are no noise").isEqualTo(1);
    }

    @Test
    void ownRequestThatComesBackIsNoAnswerAndNoFault() throws Exception {
        meter.set("00010000", "26 00 00 00");
        meters.disturb(answer -> FramingTest.bytes("68 61 01 00 00 00 00 68 11 04 33 33 34 33 14 16" + Hex.of(answer)));
        assertThat(data(read("00010000"))).isEqualTo("26 00 00 00");
        assertThat(counts.total()).isZero();
        meters.disturb(answer -> FramingTest.bytes("68 61 01 00 00 00 00 68 11 04 33 33 34 33 14 16"));
        assertThat(fault(read("00010000"))).isEqualTo(LineFault.SILENCE);
    }

    @Test
    void answerOfAnotherMeterIsCountedAndTheRightOneBehindItIsTaken() throws Exception {
        meter.set("00010000", "26 00 00 00");
        byte[] other = Framing.DLT645.encode(new MeterFrame(
                FramingTest.bytes("62 01 00 00 00 00"), 0x91, FramingTest.bytes("00 00 01 00 99 99 99 99")));
        meters.disturb(answer -> FramingTest.bytes(Hex.of(other) + Hex.of(answer)));
        assertThat(data(read("00010000"))).isEqualTo("26 00 00 00");
        assertThat(counts.of(LineFault.OTHER_METER)).isEqualTo(1);
        meters.disturb(answer -> other);
        assertThat(fault(read("00010000"))).isEqualTo(LineFault.OTHER_METER);
        assertThat(counts.of(LineFault.OTHER_METER)).isEqualTo(2);
        assertThat(counts.total()).isEqualTo(2);
    }

    @Test
    @Timeout(20)
    void othersThatNeverStopTalkingDoNotHoldARequest() throws Exception {
        byte[] other = Framing.DLT645.encode(new MeterFrame(
                FramingTest.bytes("62 01 00 00 00 00"), 0x91, FramingTest.bytes("00 00 01 00 99 99 99 99")));
        ByteLine talking = new MemoryLine(meters) {
            @Override
            public int read(byte[] into, int from, long deadlineNanos) {
                System.arraycopy(other, 0, into, from, other.length);
                return other.length;
            }
        };
        ItemReader hindered = new ItemReader(new MeterBus(talking, Duration.ofMillis(50), Duration.ZERO));
        MeterAddress address = MeterAddress.parse(Standard.DLT645_2007, "000000000161");
        assertThat(fault(hindered.read(address, "00010000", counts))).isEqualTo(LineFault.OTHER_METER);
    }

    @Test
    void answerToAnotherItemIsNotTakenForThisOne() throws Exception {
        meter.set("00010000", "26 00 00 00");
        meters.disturb(answer -> Framing.DLT645.encode(new MeterFrame(
                FramingTest.bytes("61 01 00 00 00 00"), 0x91, FramingTest.bytes("00 00 02 00 99 99 99 99"))));
        assertThat(fault(read("00010000"))).isEqualTo(LineFault.OTHER_ITEM);
        meters.disturb(answer -> Framing.DLT645.encode(
                new MeterFrame(FramingTest.bytes("61 01 00 00 00 00"), 0x94, FramingTest.bytes("00 00 01 00"))));
        assertThat(fault(read("00010000"))).isEqualTo(LineFault.OTHER_ITEM);
        meters.disturb(answer ->
                Framing.DLT645.encode(new MeterFrame(FramingTest.bytes("61 01 00 00 00 00"), 0x91, new byte[] {0})));
        assertThat(fault(read("00010000"))).isEqualTo(LineFault.OTHER_ITEM);
    }

    @Test
    void damagedAndCutAnswersAreCountedByKind() throws Exception {
        meter.set("00010000", "26 00 00 00");
        meters.disturb(answer -> {
            answer[14]++;
            return answer;
        });
        assertThat(fault(read("00010000"))).isEqualTo(LineFault.WRONG_CHECKSUM);
        meters.disturb(answer -> Arrays.copyOf(answer, 15));
        assertThat(fault(read("00010000"))).isEqualTo(LineFault.HALF_FRAME);
        meters.disturb(answer -> FramingTest.bytes("55 55 55"));
        assertThat(fault(read("00010000"))).isEqualTo(LineFault.NOISE);
        meters.disturb(answer -> new byte[1000]);
        assertThat(fault(read("00010000"))).isEqualTo(LineFault.NOISE);
        meters.disturb(answer -> new byte[0]);
        assertThat(fault(read("00010000"))).isEqualTo(LineFault.SILENCE);
        assertThat(counts.told())
                .startsWith("in 5 requests since 1970-01-01T00:00:00Z: 1 x no answer, 2 x noise, 1 x half a frame,"
                        + " 1 x wrong checksum, 1 x bytes nobody asked for; ");
    }

    @Test
    void bytesThatNobodyAskedForAreThrownAwayBeforeARequest() throws Exception {
        meter.set("00010000", "26 00 00 00");
        line.comeUnasked(FramingTest.bytes("68 61 01 00 00 00 00 68 91 08 33 33 34 33 60 33 33 33 91 16"));
        assertThat(data(read("00010000"))).isEqualTo("26 00 00 00");
        assertThat(counts.of(LineFault.UNASKED)).isEqualTo(1);
    }
}
