package io.fieldpost.radio.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.config.Frequency;
import io.fieldpost.radio.sample.SampleFormat;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverAddressTest {
    @Test
    void everyKindIsReadAndWrittenBack() {
        assertThat(ReceiverAddress.parse("rtl_tcp://node-7.local")).isEqualTo(new RtlTcpAddress("node-7.local", 1234));
        assertThat(ReceiverAddress.parse("spyserver://10.0.0.7:6000"))
                .isEqualTo(new SpyServerAddress("10.0.0.7", 6000));
        assertThat(ReceiverAddress.parse("eb200://[::1]")).isEqualTo(new Eb200Address("[::1]", 5555));
        assertThat(ReceiverAddress.parse("rows:/var/lib/rows.csv"))
                .isEqualTo(new RowsAddress(Path.of("/var/lib/rows.csv")));
        assertThat(ReceiverAddress.parse("program:rtl_power -f 88M:108M:10k -"))
                .isEqualTo(new ProgramAddress("rtl_power -f 88M:108M:10k -"))
                .hasToString("program:rtl_power -f 88M:108M:10k -");
    }

    @Test
    void dataOfAMonitoringReceiverComeFromTenPortsAboveItsControl() {
        assertThat(Eb200Address.parse("eb200://rx.local")).isEqualTo(new Eb200Address("rx.local", 5555, 5565));
        assertThat(Eb200Address.parse("eb200://10.0.0.2:5025").dataPort()).isEqualTo(5035);
        assertThat(Eb200Address.parse("eb200://rx.local?transport=tcp").tcp()).isTrue();
    }

    @Test
    void monitoringReceiverIsAskedForSamplesByItsBandwidth() {
        assertThat(ReceiverAddress.parse("eb200iq://rx.local?bandwidth=100kHz"))
                .isEqualTo(new Eb200SamplesAddress(new Eb200Address("rx.local", 5555), 100_000));
        assertThat(ReceiverAddress.parse("eb200iq://10.0.0.2:5025?bandwidth=20MHz&transport=tcp"))
                .isEqualTo(new Eb200SamplesAddress(new Eb200Address("10.0.0.2", 5025, 5035, true), 20_000_000));
    }

    @Test
    void commandLineIsSplitAsAShellWouldButNothingIsExpanded() {
        assertThat(ProgramAddress.parse("program:rtl_power -f 88M:108M:10k  -i '1 s' \"a \\\"b\\\"\" c\\ d '' $HOME")
                        .words())
                .containsExactly("rtl_power", "-f", "88M:108M:10k", "-i", "1 s", "a \"b\"", "c d", "", "$HOME");
    }

    @Test
    void recordingTakesWhatItsFileDoesNotSay() {
        assertThat(ReceiverAddress.parse(
                        "file:/data/a.bin?rate=2.4MHz&center=868.95MHz&format=cs16&pace=fast&loop=true"))
                .isEqualTo(new FileAddress(
                        Path.of("/data/a.bin"),
                        new Frequency(2_400_000),
                        new Frequency(868_950_000),
                        SampleFormat.CS16,
                        FileAddress.Pace.FAST,
                        true));
        assertThat(ReceiverAddress.parse("file:a.cu8"))
                .isEqualTo(new FileAddress(Path.of("a.cu8"), null, null, null, FileAddress.Pace.REAL, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://a|receiver is of no known kind: http://a; allowed are:",
                "spyserver://a:b|receiver is not spyserver://host:port: spyserver://a:b",
                "rtl_tcp://a:70000|receiver's port is not between 1 and 65535: rtl_tcp://a:70000",
                "rtl_tcp://a?b|receiver is not rtl_tcp://host:port: rtl_tcp://a?b",
                "file:|receiver is not file:PATH: file:",
                "file:a?speed=2|recording has no setting 'speed'",
                "file:a?loop=yes|loop of a recording is not true or false: yes",
                "file:a?loop=true&loop=false|recording's setting is not NAME=VALUE, or stands twice: 'loop=false'",
                "file:a?pace=slow|pace of a recording is not real or fast: slow",
                "file:a?format=u8|format of a recording is not cu8, cs8, cs16 or cf32: u8",
                "eb200://|receiver is not eb200://host:port: eb200://",
                "eb200://h:5/x|receiver is not eb200://host:port: eb200://h:5/x",
                "eb200://h:65530|receiver's port leaves no room for its data port, 10 above it; allowed: 1 to 65525",
                "eb200://h?transport=sctp|receiver's setting is neither transport=udp nor transport=tcp: 'transport=sctp'",
                "eb200iq://h|receiver's bandwidth is missing; write it like eb200iq://host:5555?bandwidth=100kHz",
                "eb200iq://h?bandwidth=wide|'wide' is not a frequency",
                "program:\"\"|command line names no program",
                "program:a \"b|command line has a quote \" that is not closed",
                "program: |receiver is not program:COMMAND LINE"
            })
    void whatIsWrongIsNamed(String text, String message) {
        assertThatThrownBy(() -> ReceiverAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtl_tcp://a",
                "spyserver://a:1",
                "file:a",
                "eb200://a",
                "eb200iq://a?bandwidth=1MHz",
                "rows:a",
                "program:a b"
            })
    void patternOfTheSettingTakesWhatIsRead(String text) {
        ReceiverAddress.parse(text);
        assertThat(text).matches(ReceiverAddress.SYNTAX);
    }
}
