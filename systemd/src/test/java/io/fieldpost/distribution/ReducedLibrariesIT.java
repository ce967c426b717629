package io.fieldpost.distribution;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Large libraries are installed in part (the root pom.xml, what-is-reached); whatever a class of ours leads to must be there. */
class ReducedLibrariesIT {
    private static final Path LIB = Path.of(System.getProperty("fieldpost.distribution"), "lib");
    private static final String LOOKED_FOR = "(io\\.fieldpost|io\\.netty|org\\.bouncycastle|org\\.eclipse\\.milo)\\..*";
    /** A line of jdeps: a class, one that it uses, and the jar that has that one. */
    private static final Pattern USE = Pattern.compile("^ +(\\S+) +-> (\\S+) +(\\S.*)$", Pattern.MULTILINE);

    /** Classes that use what is missing, in code that is never run. */
    private static final Set<String> NOT_RUN = Set.of(
            // keys of several algorithms in one; those of OPC UA are RSA
            "org.bouncycastle.jcajce.CompositePrivateKey",
            // signs a request for a certificate; only for an LMS key does it use what is missing
            "org.bouncycastle.operator.jcajce.JcaContentSignerBuilder",
            // used by Milo's RsaSha256CertificateFactory in a method that ServerConfiguration replaces
            "org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator");

    @Test
    void nothingThatOursLeadToIsMissing() throws IOException {
        var uses = USE.matcher(jdeps()).results().collect(groupingBy(use -> use.group(1)));
        Set<String> reached = new HashSet<>();
        Set<String> incomplete = new TreeSet<>();
        var next = new ArrayDeque<>(uses.keySet());
        next.removeIf(name -> !name.startsWith("io.fieldpost."));
        assertThat(next).hasSizeGreaterThan(100);
        while (!next.isEmpty()) {
            String name = next.remove();
            List<MatchResult> its = reached.add(name) ? uses.getOrDefault(name, List.of()) : List.of();
            for (MatchResult use : its) {
                next.add(use.group(2));
                if (use.group(3).equals("not found")) {
                    incomplete.add(NOT_RUN.contains(name) ? name : name + " uses " + use.group(2));
                }
            }
        }
        assertThat(incomplete).containsExactlyInAnyOrderElementsOf(NOT_RUN);
    }

    private static String jdeps() throws IOException {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        Stream<String> options = Stream.of("--multi-release", "base", "-verbose", "-regex", LOOKED_FOR);
        try (Stream<Path> jars = Files.list(LIB)) {
            // Pi4J is there whole; its jars are modules, and jdeps wants to know them all of any.
            Stream<String> inspected = jars.map(Path::toString).filter(jar -> !jar.contains("pi4j-"));
            String[] arguments = Stream.concat(options, inspected).toArray(String[]::new);
            assertThat(ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, arguments))
                    .as("%s", out)
                    .isZero();
        }
        return out.toString();
    }
}
