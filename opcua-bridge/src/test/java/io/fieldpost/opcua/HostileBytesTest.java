package io.fieldpost.opcua;

import io.fieldpost.opcua.simulation.chaos.Frame;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes in the place of other answers, without end, and at random. */
class HostileBytesTest extends HostileWire {
    static Stream<Lie> answers() {
        return lies().filter(lie -> lie.encoding() != PUBLISH);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void lieEndsTheConnectionWithAReasonAndDataComesAfterIt(Lie lie) throws Exception {
        assertEndsAndRecovers(lie);
    }

    static Stream<Lie> grants() {
        return Stream.of(
                grant("keep-alives every thousand years", 1e12, 2_000_000_000),
                grant("a publishing interval that is no number", Double.NaN, 10),
                grant("a publishing interval before now", -1_000, 10),
                grant("no interval and no keep-alives", 0, 0));
    }

    private static Lie grant(String what, double interval, int keepAlives) {
        return new Lie(
                what,
                CREATE_SUBSCRIPTION,
                frame -> frame.withParametersAfter(4, Frame.bytes(interval, 2_000_000_000, keepAlives)));
    }

    @ParameterizedTest
    @MethodSource("grants")
    void subscriptionThatIsGoneIsNoticedWhateverPaceWasGranted(Lie lie) throws Exception {
        wire.answer(lie.encoding(), lie.made()::apply);
        server.restart();
        source.sink.await(all -> wire.lies() > 0, "a new subscription", Press.BOUND);
        awaitData();
        server.dropSubscriptions();
        wire.behave();
        awaitData();
    }

    @Test
    void chunksWithoutEndAreCutOff() throws Exception {
        wire.pass(frame ->
                frame.encoding() == PUBLISH ? Collections.nCopies(10_000, frame.withKind("MSGC")) : List.of(frame));
        source.awaitFailure();
        wire.behave();
        awaitData();
        assertMemoryIsFlat();
    }

    /** Seeded, so that what fails fails again. */
    @Test
    void randomBytesInTheBodiesOfAllAnswersEndInDataAgain() throws Exception {
        for (int seed = 1; seed <= 12; seed++) {
            Random random = new Random(seed);
            wire.pass(frame -> List.of(
                    frame.kind().equals("MSGF") && random.nextInt(3) == 0
                            ? frame.withBodyByte(random.nextInt(1 << 16), (byte) random.nextInt())
                            : frame));
            server.points().awaitTick(server.points().tick() + 10);
            wire.behave();
            awaitData();
        }
        assertMemoryIsFlat();
    }
}
