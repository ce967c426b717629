package io.fieldpost.driver.mtconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever an agent answers, it is a document or one message; nothing of the document reaches out of it. */
class AnyDocumentTest {
    private static final String HEADER =
            "<Header instanceId=\"7\" bufferSize=\"9\" firstSequence=\"1\" lastSequence=\"2\" nextSequence=\"3\"/>";
    private static final String GOOD =
            "<?xml version=\"1.0\"?><MTConnectStreams xmlns=\"urn:mtconnect.org:MTConnectStreams:1.3\">"
                    + HEADER
                    + "<Streams><DeviceStream name=\"d\"><ComponentStream><Samples><Position dataItemId=\"x\" sequence=\"1\""
                    + " timestamp=\"2026-01-01T00:00:00Z\">1.5</Position></Samples><Condition><Fault dataItemId=\"f\" sequence=\"2\""
                    + " nativeCode=\"E1\">hot</Fault></Condition></ComponentStream></DeviceStream></Streams></MTConnectStreams>";

    private static void read(byte[] document) {
        try {
            AgentAnswer answer = DocumentReader.read(document, (id, name) -> true);
            if (answer instanceof AgentAnswer.Streams streams) {
                for (Observation each : streams.observations()) {
                    for (ReadAs readAs : ReadAs.values()) {
                        assertThat(ObservationValue.of(each, readAs)).isNotNull();
                    }
                    assertThat(ObservationValue.time(each)).isNotNull();
                    assertThat(each.sequence()).isNotNegative();
                }
            }
        } catch (DocumentException e) {
            assertThat(e).message().isNotBlank().doesNotContain("\n");
        }
    }

    private static void refused(String document, String why) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> DocumentReader.read(document.getBytes(StandardCharsets.UTF_8), (id, name) -> true))
                .withMessageContaining(why);
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 100) byte[] document) {
        read(document);
    }

    @Property
    void anyByteOfAGoodDocumentMayBeAnother(@ForAll long seed) {
        byte[] bytes = GOOD.getBytes(StandardCharsets.US_ASCII);
        Random random = new Random(seed);
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        read(bytes);
    }

    @Property
    void anyPiecesAreReadOrRefused(@ForAll("pieces") List<String> pieces) {
        read(("<MTConnectStreams>" + HEADER + String.join("", pieces) + "</MTConnectStreams>")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 200)
    void everyHalfOfADocumentIsRefused(@ForAll long seed) {
        refused(GOOD.substring(0, new Random(seed).nextInt(GOOD.length())), "");
    }

    @Example
    void documentTypesAndEntitiesAreRefused() {
        String body = "<MTConnectStreams>" + HEADER
                + "<Streams><A><Samples><P dataItemId='x' sequence='1'>&e;</P></Samples></A></Streams>"
                + "</MTConnectStreams>";
        refused("<!DOCTYPE m SYSTEM \"file:///etc/hostname\">" + body, "");
        refused("<!DOCTYPE m [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>" + body, "");
        refused("<!DOCTYPE m [<!ENTITY a \"aaaa\"><!ENTITY e \"&a;&a;&a;\">]>" + body, "");
        refused(body, "");
        refused("<!DOCTYPE m>" + GOOD.substring(GOOD.indexOf("<MT")), "a document type");
    }

    @Example
    void depthIsBounded() {
        refused(
                "<MTConnectStreams>" + HEADER + "<a>".repeat(100) + "</a>".repeat(100) + "</MTConnectStreams>",
                "deeper than 40");
        refused(
                "<MTConnectStreams>" + HEADER + "<Samples><P dataItemId='x' sequence='1'>" + "<a>".repeat(50_000)
                        + "</a>".repeat(50_000) + "</P></Samples></MTConnectStreams>",
                "deeper than 40");
    }

    @Example
    void whatIsMissingIsNamed() {
        refused(
                "<MTConnectStreams>" + HEADER + "<Events><E sequence='1'>a</E></Events></MTConnectStreams>",
                "without a dataItemId: E");
        refused(
                "<MTConnectStreams>" + HEADER + "<Events><E dataItemId='a'>a</E></Events></MTConnectStreams>",
                "no number in E/@sequence: missing");
        refused(
                "<MTConnectStreams><Header nextSequence='9223372036854775807'/></MTConnectStreams>",
                "no number in Header/@instanceId: missing");
        refused(GOOD + "<more/>", "no XML");
    }

    @Property
    void anyTextIsAnAddressOrComplainedAbout(@ForAll @Size(max = 20) List<Character> characters) {
        StringBuilder address = new StringBuilder();
        characters.forEach(address::append);
        assertThat(new MtconnectDriverFactory().complaintAbout(address.toString()))
                .isNotNull();
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "<Samples>",
                        "</Samples>",
                        "<Events>",
                        "</Events>",
                        "<Condition>",
                        "</Condition>",
                        "<Streams>",
                        "</Streams>",
                        "<P dataItemId='x' sequence='1' sampleCount='2' sampleRate='10'>1 2</P>",
                        "<P dataItemId='x' sequence='1'>1e999</P>",
                        "<VDataSet dataItemId='v' sequence='2' count='1'><Entry key='a'>1</Entry></VDataSet>",
                        "<T dataItemId='v' sequence='2'><Entry key='a'><Cell key='b'>1</Cell></Entry></T>",
                        "<E dataItemId='e' sequence='3' timestamp='x'>",
                        "</E>",
                        "<Entry>",
                        "</Entry>",
                        "<Fault dataItemId='f' sequence='9999999999999999999'/>",
                        "<Normal dataItemId='f' sequence='4'/>",
                        "<![CDATA[<x>]]>",
                        "<!-- c -->",
                        "<?pi x?>",
                        "text",
                        "&lt;",
                        "&#0;",
                        "&nope;",
                        "<Header/>",
                        HEADER,
                        "<Error errorCode='A'>b</Error>")
                .list()
                .ofMaxSize(10);
    }
}
