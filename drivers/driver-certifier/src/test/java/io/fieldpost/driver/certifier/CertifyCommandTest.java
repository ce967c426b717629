package io.fieldpost.driver.certifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.config.Arguments;
import io.fieldpost.driver.tool.Tool;
import io.fieldpost.driver.tool.ToolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertifyCommandTest {
    @TempDir
    Path directory;

    private final PrintedContext context = new PrintedContext();

    @Test
    void isFoundAndItsHelpBeginsInEnglishAndChinese() {
        assertThat(ServiceLoader.load(Tool.class)).extracting(Tool::name).contains("certify");
        Tool<?> certify = new CertifyCommand();
        assertThat(certify.description().get(0)).matches("[A-Z][ -~']+\\. \\p{IsHan}.*。");
        assertThat(Arguments.of(certify.argumentsType()).all()).hasSize(3);
    }

    @Test
    void driverThatKeepsEveryPromiseIsCertifiedWithWhatItIs() throws Exception {
        Path driver = Vendor.driver().in(directory, "acme-2.1.jar");
        int code = certify(driver, Vendor.tests().in(directory, "tests.jar", driver));
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(driver)));
        assertThat(context.printed())
                .contains(
                        "driver          acme-2.1.jar, version 2.1\n",
                        "protocols       acme\n",
                        "SHA-256         " + digest + "\n",
                        "made for        driver interface 1.0\n",
                        "Java " + Runtime.version(),
                        "on              2026-01-01T00:00:00Z\n",
                        "  held         opens and closes\n",
                        "  held         a day of reads leaves nothing behind\n",
                        "  not offered  interrupted call returns with an exception: no call can block on a silent device\n",
                        "  held         answers seven\n",
                        "\nCERTIFIED: ");
        assertThat(code).isZero();
    }

    @Test
    void brokenPromiseIsNamedWithItsReason() throws Exception {
        Path driver = Vendor.driver("null", "Instant.now()").in(directory, "acme.jar");
        int code = certify(driver, Vendor.tests().in(directory, "tests.jar", driver));
        assertThat(context.printed())
                .containsPattern("FAILED +time of arrival comes from the given clock: \\S")
                .contains("\nNOT CERTIFIED: ");
        assertThat(code).isOne();
    }

    @Test
    void suiteThatIsSwitchedOffProvesNothing() throws Exception {
        Path driver = Vendor.driver().in(directory, "acme.jar");
        int code = certify(
                driver, Vendor.tests("@Disabled(\"slow\")", "AcmeFactory").in(directory, "tests.jar", driver));
        assertThat(context.printed())
                .contains("FAILED       opens and closes: it was not tried")
                .contains("it was switched off");
        assertThat(code).isOne();
    }

    @Test
    void testsOfAnotherFactoryProveNothing() throws Exception {
        Path driver = Vendor.driver().in(directory, "acme.jar");
        Path tests = Vendor.tests("", "ModelFactory")
                .source("acme.ModelFactory", Vendor.factory("ModelFactory"))
                .in(directory, "tests.jar", driver);
        assertThat(certify(driver, tests)).isOne();
        assertThat(context.printed()).contains("acme.ModelFactory is no factory of theirs");
    }

    @Test
    void protocolWithoutATestIsNotCertified() throws Exception {
        Path driver = Vendor.driver().in(directory, "acme.jar");
        Path tests = new BuiltJar()
                .source("acme.Nothing", "package acme; class Nothing {}")
                .in(directory, "tests.jar");
        assertThat(certify(driver, tests)).isOne();
        assertThat(context.printed()).contains("FAILED       protocol acme is tried: no class of the tests");
    }

    @Test
    void libraryThatOnlyTheTestsHaveIsMissed() throws Exception {
        Path library = new BuiltJar()
                .source("lib.Library", "package lib; public class Library {}")
                .in(directory, "lib.jar");
        Path driver = Vendor.driver("new lib.Library()", Vendor.GIVEN_CLOCK).in(directory, "acme.jar", library);
        Path tests = Vendor.tests().in(directory, "tests.jar", driver);
        int code = new CertifyCommand()
                .run(new CertifyCommand.Arguments(List.of(driver), List.of(tests), List.of(library)), context);
        assertThat(context.printed()).contains("acme.AcmeFactory$1 uses lib.Library");
        assertThat(code).isOne();
    }

    @Test
    void driverThatBringsItsLibraryIsCertified() throws Exception {
        Path library = new BuiltJar()
                .source("lib.Library", "package lib; public class Library {}")
                .in(directory, "lib.jar");
        Path driver = Vendor.driver("new lib.Library()", Vendor.GIVEN_CLOCK).in(directory, "acme.jar", library);
        Path tests = Vendor.tests().in(directory, "tests.jar", driver);
        int code = new CertifyCommand()
                .run(new CertifyCommand.Arguments(List.of(library, driver), List.of(tests), List.of()), context);
        assertThat(context.printed()).contains("driver          acme.jar, lib.jar, version 2.1\n");
        assertThat(code).isZero();
    }

    @Test
    void jarsThatTheAgentWouldNotLoadAreRefusedAsByTheAgent() throws Exception {
        Path driver = Vendor.driver().stating("Fieldpost-Api", "9.0").in(directory, "acme.jar");
        Path tests = Vendor.tests().in(directory, "tests.jar", driver);
        assertThatThrownBy(() -> certify(driver, tests))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("made for version 9.0 of the driver interface");
    }

    @Test
    void jarThatIsNotThereIsACommandLineThatIsWrong() {
        assertThatThrownBy(() -> certify(directory.resolve("none.jar"), directory.resolve("none.jar")))
                .isInstanceOfSatisfying(
                        ToolException.class,
                        wrong -> assertThat(wrong.isConfiguration()).isTrue())
                .hasMessageContaining("none.jar can't be read");
    }

    private int certify(Path driver, Path tests) throws Exception {
        return new CertifyCommand()
                .run(new CertifyCommand.Arguments(List.of(driver), List.of(tests), List.of()), context);
    }
}
