package io.fieldpost.opcua.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.opcua.address.PathAddress.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathAddressTest {
    private static final int ROUNDS = 20_000;

    @Test
    void stepTakesTheNamespaceOfItsPredecessorUntilAnotherIsNamed() {
        PathAddress path = PathAddress.parse("/Objects/nsu=urn:press;Press1/Barrel/ns=0;CurrentState/nsu=urn:b;T1");
        assertThat(path.steps())
                .containsExactly(
                        new Step(null, "Objects"),
                        new Step("urn:press", "Press1"),
                        new Step("urn:press", "Barrel"),
                        new Step(null, "CurrentState"),
                        new Step("urn:b", "T1"));
        assertThat(path.start()).isEqualTo(NodeAddress.parse("i=84"));
    }

    @Test
    void namespaceWithSlashesAndNameWithSlashesAreNotMixedUp() {
        PathAddress path = PathAddress.parse("/Objects/nsu=http://press.example/a/b;Feed &/ Return/A&&B");
        assertThat(path.steps())
                .containsExactly(
                        new Step(null, "Objects"),
                        new Step("http://press.example/a/b", "Feed / Return"),
                        new Step("http://press.example/a/b", "A&B"));
    }

    @Test
    void pathMayBeginAtANodeWhoseIdLooksLikeAPath() {
        PathAddress path = PathAddress.parse("<nsu=urn:a;s=Line/&>1/x>/nsu=urn:a;T1");
        assertThat(path.start()).isEqualTo(NodeAddress.parse("nsu=urn:a;s=Line/>1/x"));
        assertThat(path.steps()).containsExactly(new Step("urn:a", "T1"));
    }

    @ParameterizedTest
    @CsvSource({
        "/Objects/2:Press1, the namespace index 2 can mean another namespace",
        "/Objects/ns=3;Press1, the namespace index 3 can mean another namespace",
        "/, there is no name behind a '/' or namespace",
        "/Objects//T1, there is no name behind a '/' or namespace",
        "/Objects/nsu=urn:a, a ';' belongs behind the namespace's URI",
        "/Objects/A&, behind '&' belongs the character that it stands before",
        "<i=85/T1, the '>' is missing",
        "<i=85>T1, a '/' and a name belong behind the '>'",
        "<ns=4;i=1>/T1, the namespace index 4 can mean another",
    })
    void complaintSaysWhatIsWrong(String address, String complaint) {
        assertThat(PointAddress.complaintAbout(address)).startsWith(complaint);
    }

    @Test
    void pathThatNeverEndsIsRefusedAtOnce() {
        assertThat(PointAddress.complaintAbout("/a".repeat(200_000))).contains("at most 64");
        assertThat(PointAddress.complaintAbout("/".repeat(200_000))).contains("no name");
    }

    /** Names and URIs of every kind of character that the syntax itself uses. */
    @Test
    void everyAddressReadsBackAsItWasWritten() {
        Random random = new Random(7);
        for (int i = 0; i < ROUNDS; i++) {
            PointAddress address = random.nextBoolean() ? path(random) : node(random);
            assertThat(PointAddress.parse(address.toString()))
                    .as(address.toString())
                    .isEqualTo(address);
        }
    }

    @Test
    void noTextMakesTheReaderFailOtherwiseThanByAComplaint() {
        Random random = new Random(8);
        for (int i = 0; i < ROUNDS; i++) {
            String text = (random.nextBoolean() ? "/" : "<") + text(random, 12);
            String complaint = PointAddress.complaintAbout(text);
            if (complaint.isEmpty()) {
                PointAddress read = PointAddress.parse(text);
                assertThat(PointAddress.parse(read.toString())).as(text).isEqualTo(read);
            }
        }
    }

    private static PathAddress path(Random random) {
        List<Step> steps = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            steps.add(new Step(random.nextBoolean() ? null : "urn" + text(random, 5), "" + text(random, 6)));
        }
        return new PathAddress(random.nextBoolean() ? NodeAddress.parse("i=84") : node(random), steps);
    }

    private static NodeAddress node(Random random) {
        List<Object> identifiers = Arrays.asList(
                UInteger.valueOf(random.nextInt(1_000)),
                text(random, 8),
                new UUID(random.nextLong(), random.nextLong()),
                ByteString.of(Base64.getDecoder().decode("AQID")));
        String uri = random.nextBoolean() ? null : "urn" + text(random, 5);
        int index = uri == null ? random.nextInt(2) : 0;
        return new NodeAddress(uri, index, identifiers.get(random.nextInt(identifiers.size())));
    }

    private static String text(Random random, int most) {
        String[] parts = {
            "/", "&", ";", "<", ">", "%", "%3B", "%25", "nsu=", "ns=", "ns=0;", "2:", "s=", "温度", "a", " ", "\n"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
