package io.fieldpost.driver.modbus;

import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ProcessImage;
import com.digitalpetri.modbus.server.ReadWriteModbusServices;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The library's own server, which is another's work than the driver's framing: unit 1 with a few values. */
final class LibraryServer implements AutoCloseable {
    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final CompletableFuture<InetSocketAddress> bound = new CompletableFuture<>();
    private final ModbusTcpServer server;

    LibraryServer() throws Exception {
        server = ModbusTcpServer.create(
                NettyTcpServerTransport.create(config -> {
                    config.setBindAddress("127.0.0.1").setPort(0).setEventLoopGroup(loop);
                    config.setBootstrapCustomizer(bootstrap -> bootstrap.handler(new BoundAddress()));
                }),
                new Units());
        server.start();
    }

    InetSocketAddress address() throws Exception {
        return bound.get(10, TimeUnit.SECONDS);
    }

    /** One unit; the server ignores what is asked of another, as a unit on a bus would. */
    private static final class Units extends ReadWriteModbusServices {
        private final ProcessImage image = new ProcessImage();

        Units() {
            image.with(transaction -> {
                transaction.writeHoldingRegisters(registers -> {
                    registers.put(0, new byte[] {0x08, (byte) 0x9B});
                    registers.put(1, new byte[] {0x43, 0x5C});
                    registers.put(2, new byte[] {0x4C, (byte) 0xCD});
                });
                transaction.writeCoils(coils -> coils.put(7, true));
            });
        }

        @Override
        protected Optional<ProcessImage> getProcessImage(int unit) {
            return unit == 1 ? Optional.of(image) : Optional.empty();
        }
    }

    /** Tells the port that the system chose. */
    private final class BoundAddress extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            bound.complete((InetSocketAddress) context.channel().localAddress());
            context.fireChannelActive();
        }
    }

    @Override
    public void close() throws Exception {
        server.stop();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
