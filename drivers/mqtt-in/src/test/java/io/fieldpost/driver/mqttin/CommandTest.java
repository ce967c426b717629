package io.fieldpost.driver.mqttin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Value;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTest {
    private static String payload(String address, Value value) throws Exception {
        MqttAddress parsed = MqttAddress.parse(address);
        Command command = Objects.requireNonNull(parsed.command());
        return command.topic() + " " + command.payload(Command.meant(value, parsed.readAs(), "p"), parsed.readAs());
    }

    @Test
    void valueTravelsAsTheDeviceSaysIt() throws Exception {
        assertThat(payload("s/p as bool -> c/p", new Value.Bool(false))).isEqualTo("c/p OFF");
        assertThat(payload("s/p -> c/p", new Value.Bool(false))).isEqualTo("c/p false");
        assertThat(payload("s/p as int -> c/p", new Value.Real(42))).isEqualTo("c/p 42");
        assertThat(payload("s/p -> c/p", new Value.Int(42))).isEqualTo("c/p 42");
        assertThat(payload("s/p as real -> c/p", new Value.Real(0.1))).isEqualTo("c/p 0.1");
        assertThat(payload("s/p as text -> c/p", new Value.Text("a \"b\""))).isEqualTo("c/p a \"b\"");
    }

    @Test
    void pointerIsTheWayIntoAnObject() throws Exception {
        assertThat(payload("z/l#/state as bool -> z/l/set#/state", new Value.Bool(true)))
                .isEqualTo("z/l/set {\"state\":\"ON\"}");
        assertThat(payload("z/l#/color/x -> z/l/set#/color/x", new Value.Real(0.25)))
                .isEqualTo("z/l/set {\"color\":{\"x\":0.25}}");
        assertThat(payload("z/l -> z/l/set#/a~1b", new Value.Text("\"\n\\")))
                .isEqualTo("z/l/set {\"a/b\":\"\\\"\\u000a\\\\\"}");
        assertThat(payload("z/l -> z/l/set#/on", new Value.Bool(true))).isEqualTo("z/l/set {\"on\":true}");
    }

    @Test
    void whatWouldNotArriveAsItWasMeantIsRefused() {
        assertThatThrownBy(() -> payload("s/p as int -> c/p", new Value.Real(1.5)))
                .isInstanceOf(DriverException.class)
                .hasMessage("1.5 is no whole number: p");
        assertThatThrownBy(() -> payload("s/p -> c/p", new Value.Real(Double.NaN)))
                .hasMessage("NaN can't be written as a number: p");
        assertThatThrownBy(() -> payload("s/p as bool -> c/p", new Value.Text("ON")))
                .hasMessage("Text[value=ON] is no value of a point that is read as bool: p");
    }

    @ParameterizedTest
    @CsvSource({
        "s/+ -> c/p, '->' needs a topic without wildcards before it: one point is one device",
        "s/p -> c/+, a command goes to one topic",
        "s/p -> #/state, a topic is missing",
        "s/p -> c/p#state, a pointer begins with '/'"
    })
    void addressOfACommandThatIsNoneIsToldWhatIsWrong(String address, String told) {
        assertThat(new MqttInDriverFactory().complaintAbout(address)).startsWith(told);
    }
}
