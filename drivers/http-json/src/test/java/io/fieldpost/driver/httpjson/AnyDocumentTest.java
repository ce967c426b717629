package io.fieldpost.driver.httpjson;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.json.DocumentReader;
import io.fieldpost.driver.json.Found;
import io.fieldpost.driver.json.JsonPointer;
import io.fieldpost.driver.json.NoJsonException;
import io.fieldpost.driver.json.Outcome;
import io.fieldpost.driver.json.PointerTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever a device answers and an address says, there is one outcome for each pointer, or one message. */
class AnyDocumentTest {
    private static final List<String> ADDRESSES =
            List.of("#", "#/a", "#/a/0", "#/a/b", "#/b as int", "#/a/0/a as bool", "#/ as real", "#/a as text");

    private static void read(byte[] document) throws Exception {
        PointerTree tree = new PointerTree();
        for (String address : ADDRESSES) {
            tree.add(JsonAddress.parse(address).pointer());
        }
        try {
            Found[] found = DocumentReader.read(document, tree);
            assertThat(found).hasSize(ADDRESSES.size()).doesNotContainNull();
            for (int i = 0; i < found.length; i++) {
                JsonAddress address = JsonAddress.parse(ADDRESSES.get(i));
                assertThat(Outcome.of(found[i], address.pointer(), address.readAs()))
                        .isNotNull();
            }
        } catch (NoJsonException e) {
            assertThat(e).message().isNotBlank().doesNotContain("\n");
        }
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 100) byte[] document) throws Exception {
        read(document);
    }

    @Property
    void anyPiecesOfJsonAreReadOrRefused(@ForAll("pieces") List<String> pieces) throws Exception {
        read(String.join("", pieces).getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void everyWholeDocumentIsRead(@ForAll("documents") String document) throws Exception {
        PointerTree tree = new PointerTree();
        tree.add(JsonPointer.parse("/a/0"));
        assertThat(DocumentReader.read(document.getBytes(StandardCharsets.UTF_8), tree))
                .hasSize(1);
        String half = document.substring(0, document.length() - 1);
        if (document.endsWith("}") || document.endsWith("]") || document.endsWith("\"")) {
            read(half.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Property
    void anyTextIsAnAddressOrComplainedAbout(@ForAll("addresses") String address) {
        String complaint = new HttpJsonDriverFactory().complaintAbout(address);
        assertThat(complaint).isNotNull();
        if (complaint.isEmpty()) {
            assertThat(address).contains("#");
        }
    }

    /** RFC 6901, section 4: what was escaped is what is looked for. */
    @Property
    void everyNameCanBePointedAt(@ForAll @Size(max = 4) List<String> names) throws Exception {
        List<String> usable = names.stream()
                .filter(name -> !name.equals("-") && !name.contains("%"))
                .toList();
        String written = new JsonPointer(usable).toString();
        assertThat(JsonPointer.parse(written.substring(1)).tokens()).isEqualTo(usable);
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"a\":",
                        "\"b\"",
                        "\"\":",
                        "1",
                        "-1e400",
                        "1e-400",
                        "null",
                        "true",
                        "tru",
                        "\"",
                        "\\u00",
                        "\\ud800",
                        " ",
                        "0001",
                        "9".repeat(500),
                        "[".repeat(250),
                        "\uFEFF")
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> addresses() {
        return Arbitraries.of(
                        "/", "#", "a", "~", "~0", "~1", "%", "%4", "%41", "-", " as int", " as ", "?", "温", " ", "0",
                        "\n")
                .list()
                .ofMaxSize(10)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> documents() {
        Arbitrary<String> leaf = Arbitraries.of("1", "-0.5e3", "\"x\\n\"", "true", "null", "\"\"", "1e999");
        return Arbitraries.recursive(() -> leaf, AnyDocumentTest::nested, 0, 4);
    }

    private static Arbitrary<String> nested(Arbitrary<String> inner) {
        Arbitrary<String> name = Arbitraries.of("\"a\"", "\"0\"", "\"\"", "\"b\"");
        Arbitrary<String> member = Combinators.combine(name, inner).as((key, value) -> key + ":" + value);
        return Arbitraries.oneOf(
                member.list().ofMaxSize(3).map(members -> "{" + String.join(",", members) + "}"),
                inner.list().ofMaxSize(3).map(elements -> "[" + String.join(" , ", elements) + "]"));
    }
}
