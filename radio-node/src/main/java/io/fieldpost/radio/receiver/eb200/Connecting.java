package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

/** Waits for a socket, and says why there is none. */
final class Connecting {
    private Connecting() {}

    /**
     * @param what the connection is for
     * @param advice what to do when it fails
     */
    static Channel await(ChannelFuture connecting, String what, String advice, String device) throws DriverException {
        try {
            connecting.await();
        } catch (InterruptedException e) {
            connecting.cancel(true);
            throw interrupted("connecting", device, e);
        }
        if (!connecting.isSuccess()) {
            throw new DriverException(
                    Reason.UNREACHABLE,
                    what + " connection failed, " + connecting.cause().getMessage() + "; " + advice + ": " + device,
                    connecting.cause());
        }
        return connecting.channel();
    }

    static DriverException interrupted(String doing, String device, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new DriverException(Reason.TIMEOUT, "interrupted while " + doing + ": " + device, cause);
    }
}
