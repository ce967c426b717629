package io.fieldpost.driver.mtconnect;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.http.HttpAnswer;
import io.fieldpost.driver.http.HttpTarget;
import io.fieldpost.driver.http.WebDevice;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The requests of an agent (MTConnect Part 1, HTTP requests). For one thread. */
final class Agent implements AutoCloseable {
    /** An observation has 150 to 250 bytes: more than any {@code count}, and 20,000 data items at once. */
    private static final int MOST_BYTES = 4 << 20;

    private final WebDevice web;
    private final String base;

    Agent(MtconnectSettings settings) {
        this.web = new WebDevice(settings.access(), "text/xml, application/xml");
        this.base = base(settings.access().ownTarget(), settings.device());
    }

    private static String base(String target, @Nullable String device) {
        String root = target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
        return device == null ? root : root + "/" + HttpTarget.encoded(device);
    }

    /** As {@link WebDevice#connect}. */
    void connect() throws DriverException {
        web.connect();
    }

    /** The newest observation of each data item. */
    AgentAnswer.Streams current(BiPredicate<String, String> wanted) throws DriverException {
        AgentAnswer answer = ask("/current", wanted);
        if (answer instanceof AgentAnswer.Streams streams) {
            return streams;
        }
        throw refused((AgentAnswer.Refused) answer);
    }

    /** Observations from a sequence on; only an error that says that it is out of range comes back as such. */
    AgentAnswer sample(long from, long count, BiPredicate<String, String> wanted) throws DriverException {
        AgentAnswer answer = ask("/sample?from=" + from + "&count=" + count, wanted);
        if (answer instanceof AgentAnswer.Refused refused && !refused.isOutOfRange()) {
            throw refused(refused);
        }
        return answer;
    }

    private static DriverException refused(AgentAnswer.Refused refused) {
        return new DriverException(
                Reason.REFUSED,
                "the agent refuses: " + (refused.code().isEmpty() ? "" : refused.code() + ": ") + refused.text()
                        + (refused.code().equals("NO_DEVICE") ? "; look at 'device'" : ""));
    }

    /** Older agents answer errors with status 200, newer ones with 4xx and 5xx; the document counts where there is one. */
    private AgentAnswer ask(String request, BiPredicate<String, String> wanted) throws DriverException {
        HttpAnswer answer = web.get(base + request, MOST_BYTES);
        try {
            return DocumentReader.read(answer.body(), wanted);
        } catch (DocumentException e) {
            if (!answer.isSuccess()) {
                throw new DriverException(
                        answer.status() == 401 || answer.status() == 403 ? Reason.REFUSED : Reason.PROTOCOL,
                        "the agent answers " + answer.statusText() + ": " + base + request,
                        e);
            }
            throw new DriverException(
                    Reason.PROTOCOL, "not an MTConnect document: " + e.getMessage() + ": " + base + request, e);
        }
    }

    @Override
    public void close() {
        web.close();
    }
}
