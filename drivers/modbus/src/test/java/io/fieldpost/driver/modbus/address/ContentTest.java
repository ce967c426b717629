package io.fieldpost.driver.modbus.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.Value;
import io.fieldpost.driver.modbus.ModbusDriverFactory;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class ContentTest {
    /** What came from registers goes back into them bit by bit, in each type and order. */
    @Property
    void whatWasReadIsWrittenAsItStood(
            @ForAll NumberType type, @ForAll ByteOrder order, @ForAll @Size(8) byte[] registers) throws Exception {
        RegisterNumber content = new RegisterNumber(type, order, null);
        byte[] own = Arrays.copyOf(registers, 2 * content.width());
        Value value = content.decode(own, 0);
        if (!(value instanceof Value.Absent)) {
            assertThat(content.encode(value, new byte[0])).isEqualTo(own);
        }
    }

    /** A register with a scale that manuals use, as a person types its value back. */
    @Property
    void scaledRegisterIsWrittenAsItStood(@ForAll short register) throws Exception {
        for (String scale : new String[] {"0.1", "0.01", "0.001", "0.5", "10", "0.0625", "3"}) {
            ModbusAddress address = ModbusAddress.parse("1/holding/0:int16*" + scale);
            byte[] bytes = {(byte) (register >> 8), (byte) register};
            Value value = address.content().decode(bytes, 0);
            assertThat(address.content().encode(value, new byte[0])).as(scale).isEqualTo(bytes);
        }
    }

    @Property
    void everyTextIsAnAddressOrHasAComplaintWithItsPlace(@ForAll("nearlyAddresses") String text) {
        String complaint = new ModbusDriverFactory().complaintAbout(text);
        assertThat(complaint).matches("|at character [1-9]\\d*: .*");
    }

    @Provide
    Arbitrary<String> nearlyAddresses() {
        Arbitrary<String> parts = Arbitraries.of(
                "1",
                "/",
                "holding",
                "coil",
                ":",
                "float32",
                ",",
                "cdab",
                "*",
                "0.1",
                ".",
                "40001",
                "0x",
                "string",
                "(",
                ")",
                "99999999999",
                "-",
                " ",
                "\u0664",
                "e");
        return parts.list().ofMaxSize(14).map(list -> String.join("", list));
    }

    @Example
    void whatDoesNotFitIsRefusedWithItsLimits() {
        refused("1/holding/0", new Value.Int(65536), "holds 0 to 65535");
        refused("1/holding/0:int16", new Value.Int(-32769), "holds -32768 to 32767");
        refused("1/holding/0", new Value.Real(1.5), "holds whole numbers");
        refused("1/holding/0*0.1", new Value.Real(22.05), "holds whole numbers");
        refused("1/holding/0:bcd16", new Value.Int(10_000), "holds 0 to 9999");
        refused("1/holding/0:int64", new Value.Real(1e19), "beyond");
        refused("1/holding/0:float32", new Value.Real(1e39), "beyond");
        refused("1/holding/0:float32", new Value.Real(Double.NaN), "a number is wanted");
        refused("1/holding/0", new Value.Text("12"), "a number is wanted");
        refused("1/coil/0", new Value.Int(2), "true or false");
        refused("1/holding/0:string(1)", new Value.Text("abc"), "does not fit into 2");
        refused("1/holding/0:string(2)", new Value.Text("5\u00B0C"), "character 2");
    }

    @Example
    void bitIsWrittenAmongTheOthersOfItsRegister() throws Exception {
        Content bit = ModbusAddress.parse("1/holding/0.3").content();
        assertThat(bit.encode(new Value.Bool(true), new byte[] {(byte) 0x80, 0x01}))
                .containsExactly(0x80, 0x09);
        assertThat(bit.encode(new Value.Bool(false), new byte[] {(byte) 0xFF, (byte) 0xFF}))
                .containsExactly(0xFF, 0xF7);
    }

    private static void refused(String address, Value value, String why) {
        assertThatThrownBy(() -> ModbusAddress.parse(address).content().encode(value, new byte[2]))
                .isInstanceOf(UnfitException.class)
                .hasMessageContaining(why);
    }
}
