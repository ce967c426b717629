package io.fieldpost.opcua.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeAddressTest {
    private final NamespaceTable namespaces = new NamespaceTable("urn:a", "urn:b");

    @Test
    void everyKindOfIdentifierIsUnderstoodAndUriBecomesTheIndexOfTheSession() {
        UUID guid = UUID.fromString("09087e75-8e5e-499b-954f-f2a9603db28a");
        assertThat(resolved("nsu=urn:b;s=Barrel.T1;x=1")).isEqualTo(new NodeId(2, "Barrel.T1;x=1"));
        assertThat(resolved("nsu=urn:a;i=4294967295")).isEqualTo(NodeId.parse("ns=1;i=4294967295"));
        assertThat(resolved("ns=1;g=09087e75-8e5e-499b-954f-f2a9603db28a")).isEqualTo(new NodeId(1, guid));
        assertThat(resolved("nsu=urn:b;b=AQID")).isEqualTo(new NodeId(2, ByteString.of(new byte[] {1, 2, 3})));
        assertThat(resolved("i=2258")).isEqualTo(new NodeId(0, 2258));
    }

    @Test
    void uriThatTheServerDoesNotHaveIsNothing() {
        assertThat(resolved("nsu=urn:c;s=A")).isNull();
    }

    @Test
    void nodeThatIsNamedAsItsPointIsKeepsNoTextOfItsOwn() {
        String name = String.copyValueOf("Barrel.T1".toCharArray());

        NodeId shared = NodeAddress.parse("nsu=urn:b;s=Barrel.T1").sharing(name).resolve(namespaces);
        NodeId other = NodeAddress.parse("nsu=urn:b;s=Barrel.T2").sharing(name).resolve(namespaces);

        assertThat(shared).isEqualTo(resolved("nsu=urn:b;s=Barrel.T1"));
        assertThat(shared.getIdentifier()).isSameAs(name);
        assertThat(other).isEqualTo(resolved("nsu=urn:b;s=Barrel.T2"));
    }

    private NodeId resolved(String address) {
        return NodeAddress.parse(address).resolve(namespaces);
    }

    @ParameterizedTest
    @CsvSource({
        "Barrel.T1, not an OPC UA address: 'Barrel.T1'",
        "ns=1;x=5, not an OPC UA address: 'ns=1;x=5'",
        "nsu=;s=A, not an OPC UA address: 'nsu=;s=A'",
        "ns=2;s=A, the namespace index 2 can mean another namespace after the server's next start: 'ns=2;s=A'",
        "ns=70000;s=A, the namespace index 70000 can mean another",
        "ns=1;i=abc, 'after ''i='' stands ''abc'', expected a number from 0 to 4294967295'",
        "ns=1;i=-1, 'after ''i='' stands ''-1'', expected a number'",
        "ns=1;i=4294967296, 'after ''i='' stands ''4294967296'', expected a number'",
        "ns=1;g=nonsense, 'after ''g='' stands ''nonsense'', expected a GUID'",
        "ns=1;b=*, 'after ''b='' stands ''*'', expected base64'",
    })
    void complaintSaysWhatIsWrongAndWhatWouldBeRight(String address, String complaint) {
        assertThat(PointAddress.complaintAbout(address)).startsWith(complaint);
    }
}
