package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.util.function.Consumer;

/** The last of a data connection's handlers: datagrams, from either transport, go to be taken apart. */
final class DataHandler extends ChannelInboundHandlerAdapter {
    private final Datagrams datagrams;
    private final InetAddress receiver;
    private final String device;
    private final Consumer<DriverException> onEnd;

    /**
     * @param receiver what comes from another address is ignored
     */
    DataHandler(Datagrams datagrams, InetAddress receiver, String device, Consumer<DriverException> onEnd) {
        this.datagrams = datagrams;
        this.receiver = receiver;
        this.device = device;
        this.onEnd = onEnd;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof DatagramPacket packet) {
                if (packet.sender().getAddress().equals(receiver)) {
                    take(packet.content());
                }
            } else if (message instanceof ByteBuf bytes) {
                take(bytes);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(ByteBuf bytes) {
        try {
            datagrams.accept(bytes.nioBuffer());
        } catch (DriverException e) {
            onEnd.accept(e);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        datagrams.pause();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        onEnd.accept(new DriverException(Reason.UNREACHABLE, "data connection closed by the receiver: " + device));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        onEnd.accept(new DriverException(
                Reason.UNREACHABLE, "data connection failed, " + cause.getMessage() + ": " + device, cause));
        context.close();
    }
}
