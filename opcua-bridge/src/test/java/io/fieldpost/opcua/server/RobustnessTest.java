package io.fieldpost.opcua.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that mean harm or do not know better, and what a server leaves behind. */
class RobustnessTest {
    @TempDir
    Path directory;

    @Test
    void garbageHurtsNobodyElse() throws Exception {
        try (Plant plant = Plant.open(directory);
                Scada scada = Scada.trusted(plant)) {
            plant.show(Plant.LEVEL, new Value.Int(7));
            Random random = new Random(1);
            for (int i = 0; i < 50; i++) {
                byte[] garbage = new byte[1 + random.nextInt(4000)];
                random.nextBytes(garbage);
                if (i % 2 == 0) {
                    // Begins like a Hello of a size that it does not have.
                    byte[] hello = {'H', 'E', 'L', 'F', -1, -1, -1, 127};
                    System.arraycopy(hello, 0, garbage, 0, Math.min(hello.length, garbage.length));
                }
                send(plant, garbage);
            }
            assertThat(scada.read("press/level").getValue().getValue()).isEqualTo(7L);
        }
    }

    @Test
    void morePointsThanMemoryAllowsAreLeftOutAndTheRestIsShown() throws Exception {
        try (Plant plant = Plant.open(directory, Plant.settings(directory), Plant.NOW, 3);
                Scada scada = Scada.trusted(plant)) {
            plant.show(Plant.TEMPERATURE, new Value.Real(1));
            plant.show(Plant.LEVEL, new Value.Real(2));
            assertThat(scada.read("press/barrel/temperature").getValue().getValue())
                    .isEqualTo(1.0);
            assertThat(scada.read("press/level").getStatusCode().getValue()).isEqualTo(StatusCodes.Bad_NodeIdUnknown);
        }
    }

    private static void send(Plant plant, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), plant.server.port())) {
            socket.getOutputStream().write(bytes);
        } catch (IOException closed) {
            // That it hangs up in the middle is as good.
        }
    }

    @Test
    void aHundredConnectionsAreBoundedAndASessionThatIsOpenGoesOn() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (Plant plant = Plant.open(directory);
                Scada scada = Scada.trusted(plant)) {
            for (int i = 0; i < 100; i++) {
                sockets.add(new Socket(InetAddress.getByName("127.0.0.1"), plant.server.port()));
            }
            plant.show(Plant.LEVEL, new Value.Int(8));
            assertThat(scada.read("press/level").getValue().getValue()).isEqualTo(8L);
            // The server closes the last ones at once, the first ones only when they do not say hello.
            Socket last = sockets.get(99);
            last.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Scada.BOUND_SECONDS));
            assertThat(last.getInputStream().read()).isEqualTo(-1);
            for (Socket socket : sockets) {
                socket.close();
            }
            awaitRoom(plant);
        }
    }

    /** Waits until a client is let in again: the server learns of the end of a connection later than who ended it. */
    private static void awaitRoom(Plant plant) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Scada.BOUND_SECONDS);
        while (true) {
            try {
                Scada.trusted(plant).close();
                return;
            } catch (UaException | ExecutionException full) {
                if (System.nanoTime() - end > 0) {
                    throw full;
                }
            }
        }
    }

    @Test
    void aClosedServerLeavesNoThreadAndNoPort() throws Exception {
        Plant plant = Plant.open(directory);
        Scada scada = Scada.trusted(plant);
        int port = plant.server.port();
        plant.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("server-opcua")) {
                thread.join(TimeUnit.SECONDS.toMillis(Scada.BOUND_SECONDS));
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
        scada.close();
    }

    @Test
    void aPortInUseSaysWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            PlantSettings free = Plant.settings(directory);
            PlantSettings settings =
                    new PlantSettings("127.0.0.1", taken.getLocalPort(), List.of(), List.of(), free.users(), false, 3);
            assertThatThrownBy(() -> Plant.open(directory, settings, Plant.NOW))
                    .isInstanceOf(DriverException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("end the program that uses this port");
        }
    }

    @Test
    void aServerTellsWhereItIsReachedAndHowManyAreLoggedIn() throws Exception {
        try (Plant plant = Plant.open(directory)) {
            assertThat(plant.server.url()).isEqualTo(plant.url());
            assertThat(plant.server.sessions()).hasValue(0);
            try (Scada scada = Scada.trusted(plant)) {
                assertThat(scada.read("press/level").getStatusCode()).isNotNull();
                assertThat(plant.server.sessions()).hasValue(1);
            }
            assertThat(plant.server.sessions()).hasValue(0);
        }
    }

    @Test
    void aDirectoryThatCanNotBeMadeSaysWhichAndWhatToDo() throws Exception {
        PlantSettings settings = Plant.settings(directory);
        Path file = Files.writeString(directory.resolve("server"), "not a directory");
        assertThatThrownBy(() -> Plant.open(directory, settings, Plant.NOW))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("cannot read the certificates below " + file)
                .hasMessageEndingWith("take it away");
        Files.delete(file);
        Plant.open(directory, settings, Plant.NOW).close();
    }

    private X509Certificate certificate(PlantSettings settings, Instant now) throws Exception {
        Plant.open(directory, settings, now).close();
        byte[] bytes = Files.readAllBytes(directory.resolve("server/own/certificate.der"));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
    }

    @Test
    void theCertificateIsKeptUntilItEndsOrANameIsMissing() throws Exception {
        PlantSettings settings = Plant.settings(directory);
        X509Certificate first = certificate(settings, Plant.NOW);
        assertThat(CertificateUtil.getSanUri(first)).contains("urn:fieldpost:dg-1:server");
        assertThat(CertificateUtil.getSanIpAddresses(first)).contains("127.0.0.1");
        assertThat(CertificateUtil.getSanDnsNames(first)).contains("localhost");
        assertThat(certificate(settings, Plant.NOW.plus(Duration.ofDays(3000)))).isEqualTo(first);

        X509Certificate renewed = certificate(settings, Plant.NOW.plus(Duration.ofDays(3640)));
        assertThat(renewed).isNotEqualTo(first);

        PlantSettings named = new PlantSettings(
                "127.0.0.1", 0, List.of("gateway.plant.example", "10.1.2.3"), List.of(), settings.users(), false, 3);
        X509Certificate withNames = certificate(named, Plant.NOW);
        assertThat(CertificateUtil.getSanDnsNames(withNames)).containsExactly("gateway.plant.example");
        assertThat(CertificateUtil.getSanIpAddresses(withNames)).containsExactly("10.1.2.3");
        assertThat(certificate(named, Plant.NOW)).isEqualTo(withNames);
    }

    /** A class path on which there is no Milo stands for a gateway that serves nothing: nothing of it may be needed there. */
    @Test
    void nothingOfMiloIsLoadedBeforeAServerIsMade() throws Exception {
        ClassLoader withoutMilo = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("org.eclipse.milo") || name.startsWith("io.netty")) {
                    throw new ClassNotFoundException(name);
                }
                if (!name.startsWith("io.fieldpost.opcua.")) {
                    return super.loadClass(name, resolve);
                }
                try (var in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        };
        Object factory = withoutMilo
                .loadClass("io.fieldpost.opcua.server.OpcUaServerFactory")
                .getConstructor()
                .newInstance();
        Class<?> settings =
                (Class<?>) factory.getClass().getMethod("configType").invoke(factory);
        assertThat(settings.getClassLoader()).isSameAs(withoutMilo);
        assertThat(settings.getRecordComponents()).isNotEmpty();
        assertThat(factory.getClass().getMethod("protocol").invoke(factory)).isEqualTo("opcua");
    }
}
