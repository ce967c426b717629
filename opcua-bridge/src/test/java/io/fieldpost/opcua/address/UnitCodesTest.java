package io.fieldpost.opcua.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitCodesTest {
    /** Unit ids from the OPC Foundation's published list UNECE_to_OPCUA.csv. */
    @ParameterizedTest
    @CsvSource({
        "4408652, °C, Cel",
        "4342098, bar, bar",
        "5066068, mm, mm",
        "5067858, m, m",
        "20529, %, %",
        "5457219, s, s",
        "4274401, ?, {?}",
        "0, °C, Cel",
        "-1, Schuss/Tag {neu}, {Schuss/Tag__neu_}",
        "-1, 个, {_}",
        "-1, '', 1",
    })
    void unitIdIsTheCodeAndWhatIsUnknownIsAnAnnotation(int unitId, String shown, String ucum) {
        EUInformation unit = new EUInformation(
                "http://www.opcfoundation.org/UA/units/un/cefact",
                unitId,
                LocalizedText.english(shown),
                LocalizedText.NULL_VALUE);
        assertThat(UnitCodes.ucum(unit)).isEqualTo(ucum);
    }

    @ParameterizedTest
    @CsvSource({"4408652, °F, [degF]", "4408652, °R, {_R}"})
    void codeOfAnotherUnitSystemIsNotTakenForOneOfUnece(int unitId, String shown, String ucum) {
        EUInformation unit = new EUInformation(
                "http://vendor.example/units", unitId, LocalizedText.english(shown), LocalizedText.NULL_VALUE);
        assertThat(UnitCodes.ucum(unit)).isEqualTo(ucum);
    }
}
