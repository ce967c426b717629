package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call to a child, from its begin to its answer. */
final class Call {
    final long number;
    private final ToChild kind;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable ByteSource answer;
    private @Nullable Throwable failure;

    Call(long number, ToChild kind) {
        this.number = number;
        this.kind = kind;
    }

    /**
     * What the end of the child means for it. A command that was sent may have been carried out: only one that certainly was not is
     * {@code UNREACHABLE}, see {@link io.fieldpost.driver.Writable#write}.
     */
    DriverException failure(DriverException end) {
        boolean command = kind == ToChild.WRITE || kind == ToChild.INVOKE || kind == ToChild.OPERATE;
        return command && end.reason() == Reason.UNREACHABLE
                ? new DriverException(
                        Reason.PROTOCOL, end.getMessage() + ", and nobody knows what became of the command")
                : new DriverException(end.reason(), String.valueOf(end.getMessage()));
    }

    /** Ends it; once. */
    void succeed(ByteSource body) {
        answer = body;
        done.countDown();
    }

    /** Ends it; once. */
    void fail(Throwable why) {
        failure = why;
        done.countDown();
    }

    /** Whether it has ended, after waiting at most so long. */
    boolean await(long millis) throws InterruptedException {
        return done.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Its answer, or what was thrown, thrown again. Only once it has ended. */
    ByteSource result() throws DriverException {
        Throwable thrown = failure;
        ByteSource body = answer;
        if (thrown != null || body == null) {
            throw Thrown.again(thrown == null ? new IllegalStateException("a call that has not ended") : thrown);
        }
        return body;
    }
}
