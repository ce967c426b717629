package io.fieldpost.agent.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.DestinationStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.store.ClockState;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A gateway asked from outside: what is read back, and what is said when there is nothing to read. */
class StatusCallTest {
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    private final StatusCall call = new StatusCall(Language.EN);

    @Test
    void whatTheGatewayTellsIsWhatTheTextSays() throws Exception {
        SourceStatus source = SampleStatus.source(
                SourceStatus.State.RUNNING, "", SampleStatus.temperature(), SampleStatus.bad("oil_temperature"));
        AgentStatus status = SampleStatus.with(
                ClockState.SYNCHRONISED,
                source,
                SampleStatus.destination(DestinationStatus.State.WAITING, "connection refused", 0));

        assertThat(StatusText.of(asked(status), Language.EN)).isEqualTo("""
                Gateway         dg-0007, changan/line-3
                Program         Fieldpost 0.1.0, running since 2026-11-23 07:00:00 UTC (3 h 0 min)
                As of           2026-11-23 10:00:00 UTC · Clock synchronised
                Health          ok

                Working, with something to look at
                  ! press-1 has values of bad quality: 1 / 2: oil_temperature
                    → Look at the address of these values in the configuration, and at the sensor.
                  ! city cannot be reached: connection refused
                    → Look at the network and the broker. Everything is kept on the card, which lasts 19 h at the present \
                rate; the agent tries again by itself.

                Sources
                  press-1       running for 1 min                 Measurements 1 204 331

                Destinations
                  city          waiting to try again for 15 min   Backlog 11 · In flight 11 · Last acknowledged just now

                Store
                  Room          400 MiB of 2 GiB used; lasts 19 h at the present rate
                  Values        4 232 records kept, 11 to 4 242, 64 KiB
                  Writing       1.1 B written per payload byte, forced to the card 1.5 a minute
                  Lost          since the start: 7 (budget used up); damage set aside: 0
                """);
    }

    @Test
    void serverOfThePlantTellsWhereItIsReachedOrWhyNot() throws Exception {
        assertThat(StatusText.of(asked(SampleStatus.serving(SampleStatus.listening())), Language.EN))
                .contains("""
                        All is well
                        """, """

                        For the plant
                          opcua         listening for 1 min               opc.tcp://gw-7.plant.example:4840 · Sessions 2

                        Store
                        """);
        ToldStatus waiting = asked(SampleStatus.serving(SampleStatus.portInUse()));
        assertThat(StatusText.of(waiting, Language.EN))
                .contains(
                        "! Server opcua does not listen, so the plant sees none of this gateway’s points: "
                                + "can't listen on 0.0.0.0:4840: it is in use\n",
                        "the agent tries again by itself, at most a minute apart",
                        "  opcua         waiting to try again for 1 min    Failures 7\n");
        assertThat(StatusText.of(waiting, Language.ZH))
                .contains("! 服务器 opcua 没有在监听", "it is in use", "面向工厂的服务器", "等待重试", "失败次数 7");
    }

    @Test
    void complaintNeedsAPersonAndIsToldInBothLanguages() throws Exception {
        ToldStatus told = asked(SampleStatus.withStoreComplaint("no space left"));

        assertThat(told.healthy()).isFalse();
        assertThat(StatusText.of(told, Language.EN))
                .contains("Health          a person is needed: store: no space left", "Complaint     no space left");
        assertThat(StatusText.of(told, Language.ZH)).contains("需要人工处理", "no space left");
    }

    @Test
    void everyFigureOfTheStoreComesBack() throws Exception {
        assertThat(asked(SampleStatus.well()).status().store())
                .isEqualTo(SampleStatus.well().store());
    }

    /** An agent that is older or younger than the command has other names, and no promise is broken by that. */
    @Test
    void namesThatAreMissingOrUnknownAreNoFailure() throws Exception {
        String text = "{\"format\":\"fieldpost-status/1\",\"gateway\":\"g\",\"clock\":\"unknown\",\"healthy\":true,"
                + "\"new\":{\"a\":[1,{\"b\":2}]},\"store\":{\"bytes\":1,\"new\":[[]]}}";
        ToldStatus told = call.read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(told.status().store().cardBytes()).isEqualTo(-1);
        assertThat(StatusText.of(told, Language.EN)).contains("no rate to reckon with", "since the start: nothing");
    }

    @Test
    void whatIsNoStatusIsToldInOneSentence() {
        for (String text :
                new String[] {"", "[]", "{}", "{\"format\":", "<html>", "{\"format\":\"fieldpost-status/1\"}"}) {
            assertThatThrownBy(() -> call.read(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageStartingWith("the gateway answers, and this program can’t read it: ")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void nobodyAndAStrangerAreToldApart() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0)) {
            URI page = URI.create("http://127.0.0.1:" + stranger.getLocalPort() + "/");
            Thread answers = new Thread(() -> answerOnce(stranger));
            answers.start();
            assertThatThrownBy(() -> call.document(page))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageContaining("is not the status page of a gateway")
                    .hasMessageContaining("console.port");
            answers.join();
            stranger.close();
            assertThatThrownBy(() -> call.document(page)).hasMessageContaining("systemctl status fieldpost");
            assertThatThrownBy(() -> new StatusCall(Language.ZH).document(page)).hasMessageMatching(".*\\p{IsHan}.*");
        }
    }

    @Test
    void englishTextHasNoChineseAndTheOtherWayNoEnglishWord() throws Exception {
        ToldStatus told = asked(SampleStatus.well());
        assertThat(CHINESE.matcher(StatusText.of(told, Language.EN)).find()).isFalse();
        assertThat(StatusText.of(told, Language.ZH)).doesNotContain("Store", "used", "records", "since");
    }

    private ToldStatus asked(AgentStatus status) throws ConsoleException, NoAnswerException {
        try (StatusServer server = StatusServer.start(0, () -> status)) {
            return call.read(call.document(server.page()));
        }
    }

    private static void answerOnce(ServerSocket stranger) {
        try (Socket socket = stranger.accept();
                OutputStream out = socket.getOutputStream()) {
            // A socket that is closed over a request that was not read resets the connection, and the answer with it.
            assertThat(socket.getInputStream().read(new byte[8192])).isPositive();
            out.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
