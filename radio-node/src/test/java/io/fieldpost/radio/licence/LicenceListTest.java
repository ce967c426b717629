package io.fieldpost.radio.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LicenceListTest {
    private static final String GOOD = """
            frequency,bandwidth,name,level_min,level_max,frequency_tolerance,bandwidth_max,pi,schedule,place,service
            93.7MHz,200kHz,River Music,-60,-20.5,2kHz,260kHz,c123,,"Hill 4, east",FM
            89.1MHz,200kHz,"城市""新闻""广播",,,,,,Mon-Fri 05:30-24:00 Asia/Shanghai,,FM
            """;

    @Test
    void everyColumnIsRead() throws LicenceListException {
        List<Channel> channels = read(GOOD).channels();
        assertThat(channels).hasSize(2);
        Channel river = channels.get(1);
        assertThat(river)
                .isEqualTo(new Channel(
                        93_700_000,
                        200_000,
                        "River Music",
                        -60,
                        -20.5,
                        2_000,
                        260_000,
                        0xC123,
                        Schedule.ALWAYS,
                        "Hill 4, east",
                        "FM"));
    }

    @Test
    void whatIsLeftEmptyHasItsDefaultAndNamesMayBeChinese() throws LicenceListException {
        Channel news = read("\uFEFF" + GOOD.replace("\n", "\r\n")).channels().get(0);
        assertThat(news.name()).isEqualTo("城市\"新闻\"广播");
        assertThat(news.frequencyToleranceHz()).isEqualTo(20_000);
        assertThat(news.levelMaxDb()).isNaN();
        assertThat(news.pi()).isEqualTo(Channel.NO_PI);
    }

    @Test
    void everyProblemIsToldAtOnceWithItsPlaceAndWhatIsAllowed() {
        String text = """
                name,frequency,bandwidth,pi,level_max,schedule
                Ok,89.1MHz,200kHz,,,
                城市,98.5,200kHz,C12,loud,
                ,89MHz,,,,Mon-Fri 5-24 Asia/Shanghai
                A,89MHz,200kHz,,,,too many
                """;
        LicenceListException wrong = catchThrowableOfType(LicenceListException.class, () -> read(text));
        assertThat(wrong.problems().stream().map(Object::toString))
                .containsExactly(
                        "list.csv:3:4: frequency: '98.5' is not a frequency: the unit is missing, allowed: Hz, kHz, MHz, GHz; write it like 98.5MHz",
                        "list.csv:3:16: pi: 'C12' is not a PI code: four hexadecimal digits are wanted; write it like C123",
                        "list.csv:3:20: level_max: 'loud' is not a level: a number in the unit of the spectrum is wanted; write it like -43.5",
                        "list.csv:4:1: bandwidth: the bandwidth is missing or zero; write it like 98.5MHz or 200kHz",
                        "list.csv:4:1: name: the station has no name; write one",
                        "list.csv:4:11: schedule: 'Mon-Fri 5-24 Asia/Shanghai' is not a schedule: '5' is not a time of day; write it like Mon-Fri 05:30-24:00 Asia/Shanghai, or always",
                        "list.csv:5:19: more cells than columns (6); quote a text that holds a comma");
        assertThat(wrong).hasMessageContaining("list.csv:3:4").hasMessageContaining("list.csv:5:19");
    }

    @Test
    void unknownMissingAndDoubledColumnsAreNamed() {
        assertThatThrownBy(() -> read("frequenzy,name,name\n"))
                .hasMessageContaining(
                        "list.csv:1:1: frequenzy: unknown column 'frequenzy'; allowed: frequency, bandwidth,")
                .hasMessageContaining("list.csv:1:16: name: the column is named twice")
                .hasMessageContaining("bandwidth: the column is missing");
    }

    @Test
    void textOfAnotherEncodingIsNamedWithItsLine() {
        byte[] gbk = "frequency,bandwidth,name\n89MHz,200kHz,城市\n".getBytes(Charset.forName("GBK"));
        assertThatThrownBy(() -> LicenceList.read("list.csv", gbk))
                .hasMessageContaining("list.csv:2:1: this line is not UTF-8");
    }

    @Test
    void quotationMarkThatIsNeverClosedIsNamedWhereItOpens() {
        assertThatThrownBy(() -> read("frequency,bandwidth,name\n89MHz,200kHz,\"City\n"))
                .hasMessageContaining("list.csv:2:14: a quotation mark is opened here and never closed");
    }

    @Test
    void emptyListSaysWhichColumnsThereAre() {
        assertThatThrownBy(() -> read("\n\n"))
                .hasMessageContaining("list.csv: the list is empty; its first line names");
    }

    @Test
    void bandsReachFromTheLowestToTheHighestEdgeOfAService() throws LicenceListException {
        assertThat(read(GOOD).bands()).containsExactly(new LicenceList.Band(89.0e6, 93.8e6));
    }

    /** Bytes of a good list, some of them changed, cut or doubled: read, or refused with places, and never anything else. */
    @Property
    void noBytesMakeTheReaderFailInAnotherWay(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(12); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = switch (random.nextInt(3)) {
                case 0 -> (byte) random.nextInt();
                case 1 -> (byte) ",\"\r\n;:- \t".charAt(random.nextInt(9));
                default -> bytes[random.nextInt(bytes.length)];
            };
        }
        byte[] cut = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        try {
            assertThat(LicenceList.read("list.csv", cut).channels()).hasSizeLessThan(200);
        } catch (LicenceListException refused) {
            assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.toString()).startsWith("list.csv");
                assertThat(problem.place().column()).isLessThanOrEqualTo(cut.length + 1);
            });
        }
    }

    private static LicenceList read(String text) throws LicenceListException {
        return LicenceList.read("list.csv", text.getBytes(StandardCharsets.UTF_8));
    }
}
