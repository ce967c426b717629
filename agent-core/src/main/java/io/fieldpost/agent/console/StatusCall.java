package io.fieldpost.agent.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/** Asks a running gateway for its status, from another process. */
public final class StatusCall {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 5_000;
    /** A hundred times what a gateway with some large spectra tells. */
    private static final int LONGEST = 16 * 1024 * 1024;

    private final Words words;

    public StatusCall(Language language) {
        words = Words.beside(StatusCall.class, language);
    }

    /**
     * The document {@code /status.json} as it came.
     *
     * @param page the page's address, such as {@code http://127.0.0.1:8484/}
     */
    public byte[] document(URI page) throws NoAnswerException {
        URI address = page.resolve("/status.json");
        String where = address.getAuthority();
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            connection.setInstanceFollowRedirects(false);
            return body(connection, where);
        } catch (ConnectException e) {
            throw new NoAnswerException(words.say("call.nobody", where));
        } catch (IOException e) {
            throw new NoAnswerException(words.say("call.stranger", where, Words.of(e)));
        }
    }

    /** Reads such a document. */
    public ToldStatus read(byte[] document) throws NoAnswerException {
        try {
            return StatusReader.read(document);
        } catch (IOException | RuntimeException e) {
            throw new NoAnswerException(words.say("call.unreadable", Words.of(e)));
        }
    }

    private byte[] body(HttpURLConnection connection, String where) throws IOException, NoAnswerException {
        try {
            int code = connection.getResponseCode();
            if (code != HttpURLConnection.HTTP_OK) {
                String answer = code < 0 ? words.say("call.no.http") : "HTTP " + code;
                throw new NoAnswerException(words.say("call.stranger", where, answer));
            }
            try (InputStream in = connection.getInputStream()) {
                return in.readNBytes(LONGEST);
            }
        } finally {
            connection.disconnect();
        }
    }
}
