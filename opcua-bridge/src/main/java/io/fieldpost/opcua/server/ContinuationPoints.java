package io.fieldpost.opcua.server;

import io.fieldpost.driver.plant.PointHistory.Bookmark;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Where a history read goes on, given to the client as sealed bytes (Part 4, 7.9), so that they cost the server nothing however many there
 * are, need not be released, and end with the server. One holds for its session and its node alone. Any thread.
 */
final class ContinuationPoints {
    private static final int BODY = 8 + 4 + 12 + 12 + 1 + 4;
    private static final int SEAL = 16;
    private static final String SEALING = "HmacSHA256";

    private final SecretKeySpec key;

    ContinuationPoints() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, SEALING);
    }

    /**
     * A read that is under way.
     *
     * @param span what was asked for
     * @param next where to go on
     */
    record Rest(HistorySpan span, Bookmark next) {}

    ByteString seal(Rest rest, NodeId session, NodeId node) {
        ByteBuffer body = ByteBuffer.allocate(BODY + SEAL);
        body.putLong(rest.next.record()).putInt(rest.next.value());
        put(body, rest.span.from());
        put(body, rest.span.to());
        body.put((byte) ((rest.span.newestFirst() ? 1 : 0) | (rest.span.bounds() ? 2 : 0)));
        body.putInt(rest.span.limit());
        body.put(sealOf(Arrays.copyOf(body.array(), BODY), session, node));
        return ByteString.of(body.array());
    }

    /** Null when it is not one of ours for this session and node. */
    @Nullable
    Rest open(ByteString point, NodeId session, NodeId node) {
        byte[] bytes = point.bytesOrEmpty();
        if (bytes.length != BODY + SEAL
                || !MessageDigest.isEqual(
                        sealOf(Arrays.copyOf(bytes, BODY), session, node),
                        Arrays.copyOfRange(bytes, BODY, bytes.length))) {
            return null;
        }
        try {
            ByteBuffer body = ByteBuffer.wrap(bytes);
            Bookmark next = new Bookmark(body.getLong(), body.getInt());
            Instant from = instant(body);
            Instant to = instant(body);
            int flags = body.get();
            return new Rest(new HistorySpan(from, to, (flags & 1) != 0, (flags & 2) != 0, body.getInt()), next);
        } catch (BufferUnderflowException impossible) {
            return null;
        }
    }

    private static void put(ByteBuffer body, Instant time) {
        body.putLong(time.getEpochSecond()).putInt(time.getNano());
    }

    private static Instant instant(ByteBuffer body) {
        return Instant.ofEpochSecond(body.getLong(), body.getInt());
    }

    private byte[] sealOf(byte[] body, NodeId session, NodeId node) {
        try {
            Mac mac = Mac.getInstance(SEALING);
            mac.init(key);
            mac.update(body);
            mac.update(session.toParseableString().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(node.toParseableString().getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(), SEAL);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + SEALING, e);
        }
    }
}
