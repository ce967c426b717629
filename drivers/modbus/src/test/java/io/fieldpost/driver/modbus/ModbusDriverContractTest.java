package io.fieldpost.driver.modbus;

import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ProcessImage;
import com.digitalpetri.modbus.server.ReadWriteModbusServices;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.FaultProxy;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract against the library's own server, which is another's work than the driver's framing. */
class ModbusDriverContractTest extends DriverContract<ModbusSettings> {
    private static final NioEventLoopGroup LOOP = new NioEventLoopGroup(1);
    private static final ProcessImage IMAGE = new ProcessImage();
    private static ModbusTcpServer server;
    private static InetSocketAddress address;

    private FaultProxy proxy;
    private ScriptedDevice silent;

    @BeforeAll
    static void startTheServer() throws Exception {
        CompletableFuture<InetSocketAddress> bound = new CompletableFuture<>();
        NettyTcpServerTransport transport = NettyTcpServerTransport.create(config -> {
            config.setBindAddress("127.0.0.1").setPort(0).setEventLoopGroup(LOOP);
            config.setBootstrapCustomizer(bootstrap -> bootstrap.handler(new BoundAddress(bound)));
        });
        server = ModbusTcpServer.create(transport, new Units());
        server.start();
        address = bound.get(10, TimeUnit.SECONDS);
        IMAGE.with(transaction -> {
            transaction.writeHoldingRegisters(registers -> {
                registers.put(0, new byte[] {0x08, (byte) 0x9B});
                registers.put(1, new byte[] {0x43, 0x5C});
                registers.put(2, new byte[] {0x4C, (byte) 0xCD});
            });
            transaction.writeCoils(coils -> coils.put(7, true));
        });
    }

    @AfterAll
    static void stopTheServer() throws Exception {
        server.stop();
        LOOP.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** One unit; the server ignores what is asked of another, as a unit on a bus would. */
    private static final class Units extends ReadWriteModbusServices {
        @Override
        protected Optional<ProcessImage> getProcessImage(int unit) {
            return unit == 1 ? Optional.of(IMAGE) : Optional.empty();
        }
    }

    /** Tells the port that the system chose. */
    private static final class BoundAddress extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<InetSocketAddress> bound;

        BoundAddress(CompletableFuture<InetSocketAddress> bound) {
            this.bound = bound;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            bound.complete((InetSocketAddress) context.channel().localAddress());
            context.fireChannelActive();
        }
    }

    @BeforeEach
    void connectThroughAProxy() throws Exception {
        proxy = new FaultProxy(address);
        silent = new ScriptedDevice(false, request -> new byte[0]);
    }

    @AfterEach
    void closeTheProxy() throws Exception {
        proxy.close();
        silent.close();
    }

    @Override
    protected DriverFactory<ModbusSettings> factory() {
        return new ModbusDriverFactory();
    }

    @Override
    protected ModbusSettings workingConfig() {
        return Bench.settings("tcp://127.0.0.1:" + proxy.address().getPort(), Duration.ofSeconds(1), 0, 8);
    }

    @Override
    protected List<Point> points() {
        return List.of(
                new Point(SOURCE, "voltage", "1/40001*0.1", ValueType.REAL, "V"),
                new Point(SOURCE, "power", "1/holding/1:float32", ValueType.REAL, "W"),
                new Point(SOURCE, "raw", "1/holding/0:uint16", ValueType.INT, "1"),
                new Point(SOURCE, "running", "1/coil/7", ValueType.BOOL, "1"));
    }

    @Override
    protected ModbusSettings unreachableConfig() throws Exception {
        proxy.refuse();
        return workingConfig();
    }

    @Override
    protected ModbusSettings silentConfig() {
        return Bench.settings(silent.connection(), Duration.ofSeconds(8), 0, 8);
    }

    /** The library's server knows every register of a unit that it knows. */
    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "nobody", "2/holding/0", ValueType.INT, "1");
    }

    @Override
    protected void breakCounterpart() {
        proxy.cut();
    }

    @Override
    protected boolean isShared(Thread thread) {
        // The counterparts' own; the driver has none.
        return thread.getName().startsWith(ScriptedDevice.THREADS)
                || thread.getName().startsWith("fault-proxy")
                || thread.getName().startsWith("nioEventLoopGroup")
                || thread.getName().startsWith("modbus-");
    }
}
