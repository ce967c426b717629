package io.fieldpost.distribution;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
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
    private static final String LIBRARIES = "(io\\.fieldpost|io\\.netty|org\\.bouncycastle|org\\.eclipse\\.milo)\\..*";
    private static final Pattern USE = Pattern.compile("^ +(\\S+) +-> (\\S+) +(\\S.*)$", Pattern.MULTILINE);

    /** Classes that lead to what is missing, where none of their code that does so is ever run. */
    private static final Set<String> NOT_RUN = Set.of(
            // keys of several algorithms in one; OPC UA has RSA alone
            "org.bouncycastle.jcajce.CompositePrivateKey",
            // signs a request for a certificate; only with an LMS key does it ask for what is missing
            "org.bouncycastle.operator.jcajce.JcaContentSignerBuilder",
            // named by Milo's factory of keys, whose methods ServerConfiguration replaces; ours is
            // SelfSignedCertificate
            "org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator");

    @Test
    void nothingThatOursLeadToIsMissing() throws IOException {
        Map<String, Set<MatchResult>> uses =
                USE.matcher(jdeps()).results().collect(groupingBy(use -> use.group(1), mapping(use -> use, toSet())));
        Set<String> reached = new HashSet<>();
        Set<String> incomplete = new TreeSet<>();
        var next = new ArrayDeque<>(uses.keySet());
        next.removeIf(name -> !name.startsWith("io.fieldpost."));
        assertThat(next).hasSizeGreaterThan(100);
        while (!next.isEmpty()) {
            String name = next.remove();
            for (MatchResult use : reached.add(name) ? uses.getOrDefault(name, Set.of()) : Set.<MatchResult>of()) {
                next.add(use.group(2));
                if (use.group(3).equals("not found")) {
                    incomplete.add(NOT_RUN.contains(name) ? name : name + " needs " + use.group(2));
                }
            }
        }
        assertThat(incomplete).containsExactlyInAnyOrderElementsOf(NOT_RUN);
    }

    /** Each use of one class by another, a line each: {@code user -> used jar}. */
    private static String jdeps() throws IOException {
        StringWriter out = new StringWriter();
        try (Stream<Path> jars = Files.list(LIB)) {
            Stream<String> options = Stream.of("--multi-release", "base", "-verbose", "-regex", LIBRARIES);
            String[] arguments =
                    Stream.concat(options, jars.map(Path::toString)).toArray(String[]::new);
            PrintWriter writer = new PrintWriter(out);
            assertThat(ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, arguments))
                    .as("%s", out)
                    .isZero();
        }
        return out.toString();
    }
}
