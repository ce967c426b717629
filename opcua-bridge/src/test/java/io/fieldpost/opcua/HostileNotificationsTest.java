package io.fieldpost.opcua;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes in the place of notifications that no honest server sends. */
class HostileNotificationsTest extends HostileWire {
    static Stream<Lie> notifications() {
        return lies().filter(lie -> lie.encoding() == PUBLISH);
    }

    @ParameterizedTest
    @MethodSource("notifications")
    void lieEndsTheConnectionWithAReasonAndDataComesAfterIt(Lie lie) throws Exception {
        assertEndsAndRecovers(lie);
    }
}
