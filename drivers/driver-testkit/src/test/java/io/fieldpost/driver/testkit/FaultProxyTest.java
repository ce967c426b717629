package io.fieldpost.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private static final byte[] ANSWER = "an answer of thirty characters".getBytes(StandardCharsets.US_ASCII);

    private LineDevice device;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        device = new LineDevice(false);
        proxy = new FaultProxy(device.address());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        device.close();
    }

    @Test
    void whatPassesIsUnchanged() throws IOException {
        try (Socket client = connect()) {
            send(client, "12345\n");
            assertThat(receive(client, 6)).isEqualTo("12345\n");
        }
    }

    @Test
    void pauseHoldsBackAndResumeLetsGo() throws IOException {
        try (Socket client = connect()) {
            proxy.pause();
            send(client, "7\n");
            client.setSoTimeout(50);
            assertThatThrownBy(() -> receive(client, 2)).isInstanceOf(SocketTimeoutException.class);
            proxy.resume();
            client.setSoTimeout(60_000);
            assertThat(receive(client, 2)).isEqualTo("7\n");
        }
    }

    @Test
    void cutResetsTheConnectionAndAcceptsTheNext() throws IOException {
        try (Socket client = connect()) {
            send(client, "7\n");
            receive(client, 2);
            proxy.cut();
            assertThatIOException().isThrownBy(() -> {
                if (client.getInputStream().read() < 0) {
                    throw new IOException("closed");
                }
            });
        }
        whatPassesIsUnchanged();
    }

    @Test
    void refusedConnectionIsAcceptedAgainOnTheSamePort() throws IOException {
        proxy.refuse();
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        proxy.accept();
        whatPassesIsUnchanged();
    }

    @Test
    void corruptInvertsOneByteInSoManyAcrossChunks() {
        FaultPlan plan = new FaultPlan();
        plan.corrupt(4);
        byte[] chunk = new byte[6];
        plan.damage(chunk, 6, 0);
        assertThat(chunk).containsExactly(0, 0, 0, 0xFF, 0, 0);
        byte[] next = new byte[6];
        plan.damage(next, 6, 6);
        assertThat(next).containsExactly(0, 0xFF, 0, 0, 0, 0xFF);
    }

    @Test
    void corruptedLineIsAnsweredAsOneWithoutANumber() throws IOException {
        proxy.corrupt(3);
        try (Socket client = connect()) {
            send(client, "1234\n");
            assertThat(receive(client, 2)).isEqualTo("?\n");
        }
    }

    @Test
    void delayedBytesArriveUnchanged() throws IOException {
        proxy.delay(Duration.ofMillis(20));
        whatPassesIsUnchanged();
    }

    @Test
    void garblingSpoilsTheSameAnswersInTheSameWayAndStaysBounded() {
        Garbling first = new Garbling(7);
        Garbling second = new Garbling(7);
        int asTheyWere = 0;
        for (int i = 0; i < 1_000; i++) {
            byte[] came = first.apply(ANSWER.clone());
            assertThat(came).isEqualTo(second.apply(ANSWER.clone()));
            assertThat(came.length).isLessThanOrEqualTo(2 * ANSWER.length + FaultPlan.MOST_ADDED);
            asTheyWere += Arrays.equals(came, ANSWER) ? 1 : 0;
        }
        assertThat(asTheyWere)
                .as("of a thousand answers, those that passed as they were")
                .isBetween(250, 450);
    }

    @Test
    void whatIsAskedIsNotGarbledAndHealingEndsIt() throws IOException {
        proxy.garble(1);
        proxy.heal();
        whatPassesIsUnchanged();
        FaultPlan plan = new FaultPlan();
        plan.garble(1);
        byte[] asked = ANSWER.clone();
        plan.damage(asked, asked.length, 0);
        assertThat(asked).isEqualTo(ANSWER);
    }

    @Test
    void drippedAnswersArriveByteByByte() throws Exception {
        proxy.drip(Duration.ofSeconds(60));
        try (Socket client = connect()) {
            send(client, "7\n");
            client.setSoTimeout(50);
            assertThatThrownBy(() -> receive(client, 1)).isInstanceOf(SocketTimeoutException.class);
        }
        proxy.drip(Duration.ofMillis(1));
        whatPassesIsUnchanged();
    }

    @Test
    void closeEndsItsThreads() throws Exception {
        ThreadCensus census = new ThreadCensus();
        try (FaultProxy other = new FaultProxy(device.address());
                Socket client =
                        new Socket(other.address().getAddress(), other.address().getPort())) {
            send(client, "1\n");
            receive(client, 2);
            other.pause();
            send(client, "2\n");
        }
        assertThat(census.leftAfter(
                        Duration.ofSeconds(60), thread -> thread.getName().startsWith("line-device")))
                .isEmpty();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(proxy.address().getAddress(), proxy.address().getPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String receive(Socket client, int length) throws IOException {
        return new String(client.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }
}
