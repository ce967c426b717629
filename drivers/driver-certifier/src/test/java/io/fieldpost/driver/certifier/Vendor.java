package io.fieldpost.driver.certifier;

/** A vendor's driver and its tests as source text. */
final class Vendor {
    private static final String FACTORY = """
            package acme;

            import io.fieldpost.config.Setting;
            import io.fieldpost.driver.*;
            import java.time.Instant;
            import java.util.List;

            final class %1$s implements DriverFactory<AcmeSettings> {
                public %1$s() {}
                public String protocol() { return "%2$s"; }
                public Class<AcmeSettings> configType() { return AcmeSettings.class; }

                public Driver create(AcmeSettings settings, DriverContext context) {
                    return new PolledDriver() {
                        public void open() {}
                        public void close() {}
                        public List<Measurement> read(List<Point> points) {
                            Object library = %3$s;
                            return points.stream()
                                    .map(point -> Measurement.good(point, new Value.Int(7), %4$s))
                                    .toList();
                        }
                    };
                }
            }
            """;

    private static final String SETTINGS = """
            package acme;

            import io.fieldpost.config.Setting;

            @Setting("A vendor's machine.")
            record AcmeSettings(@Setting(value = "Its number.", byDefault = "7") int number) {}
            """;

    private static final String SUITE = """
            package acme;

            import io.fieldpost.driver.*;
            import io.fieldpost.driver.testkit.*;
            import java.util.*;
            import org.junit.jupiter.api.*;

            %1$s class %2$s extends DriverContract<AcmeSettings> {
                protected DriverFactory<AcmeSettings> factory() { return new %3$s(); }
                protected AcmeSettings workingConfig() { return new AcmeSettings(1); }
                protected List<Point> points() { return List.of(new Point(SOURCE, "n", "n", ValueType.INT, "1")); }
                protected Set<Hook> lacks() { return EnumSet.allOf(Hook.class); }

                @Test
                void answersSeven() {}
            }
            """;

    static final String GIVEN_CLOCK = "context.clock().instant()";

    private Vendor() {}

    /** The driver's jar as it should be. */
    static BuiltJar driver() {
        return driver("null", GIVEN_CLOCK);
    }

    /** The driver's jar with an expression that is evaluated at each read, and one that is the time. */
    static BuiltJar driver(String library, String time) {
        return new BuiltJar()
                .stating("Fieldpost-Api", "1.0")
                .stating("Implementation-Version", "2.1")
                .source(
                        "acme.AcmeFactory",
                        FACTORY.formatted("AcmeFactory", "acme", library, time)
                                .replace("final class", "public final class"))
                .source("acme.AcmeSettings", SETTINGS.replace("record", "public record"))
                .file("META-INF/services/io.fieldpost.driver.DriverFactory", "acme.AcmeFactory\n");
    }

    /** Its tests as they should be. */
    static BuiltJar tests() {
        return tests("", "AcmeFactory");
    }

    /** Its tests with an annotation, and of another factory. */
    static BuiltJar tests(String annotation, String factory) {
        return new BuiltJar().source("acme.AcmeContractTest", SUITE.formatted(annotation, "AcmeContractTest", factory));
    }

    /** A factory that is not the driver's. */
    static String factory(String className) {
        return FACTORY.formatted(className, "acme", "null", GIVEN_CLOCK);
    }
}
