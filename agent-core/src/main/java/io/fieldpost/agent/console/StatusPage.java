package io.fieldpost.agent.console;

import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.DestinationStatus;
import io.fieldpost.agent.status.PluginStatus;
import io.fieldpost.agent.status.ServerStatus;
import io.fieldpost.agent.store.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole page for one snapshot. Everything is in the HTML, so it reads without a script; the script only fetches the page again
 * and exchanges {@code <main>}.
 */
final class StatusPage {
    private final AgentStatus status;
    private final Words words;
    private final Html html = new Html();

    private StatusPage(AgentStatus status, Words words) {
        this.status = status;
        this.words = words;
    }

    static String of(AgentStatus status, Words words) {
        StatusPage page = new StatusPage(status, words);
        page.head();
        page.html.raw("<main id=\"now\">");
        page.overview();
        page.sources();
        page.destinations();
        page.servers();
        page.plugins();
        page.store();
        page.foot();
        return page.html.raw("</main></body></html>\n").toString();
    }

    private void head() {
        html.raw("<!doctype html><html lang=\"" + words.language().tag() + "\"><head><meta charset=\"utf-8\">");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.raw("<meta name=\"color-scheme\" content=\"light dark\">");
        html.element("title", status.gateway().id() + " · Fieldpost");
        html.raw("<link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/status.css\">");
        html.raw("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>");
        html.raw("<script src=\"/status.js\" defer></script></head><body>");
        html.raw("<p id=\"silent\" role=\"alert\" hidden>")
                .text(words.say("silent"))
                .raw("</p>");
    }

    private void overview() {
        Overview overview = Overview.of(status, words);
        html.raw("<header><div><h1>").text(status.gateway().id()).raw("</h1>");
        html.element("p", "quiet", status.gateway().site()).raw("</div>");
        html.raw("<p class=\"aside\">").element("span", words.constant("clock", status.clock()));
        String other = words.language().other() == Language.ZH ? "zh" : "en";
        html.raw("<a href=\"/?lang=" + other + "\" hreflang=\""
                        + words.language().other().tag() + "\">")
                .text(words.say("language.other"))
                .raw("</a></p></header>");
        html.raw("<section class=\"overview " + name(overview.mood()) + "\">");
        html.element("h2", overview.sentence());
        if (!overview.concerns().isEmpty()) {
            html.raw("<ul>");
            overview.concerns().forEach(this::concern);
            html.raw("</ul>");
        }
        html.raw("</section>");
    }

    private void concern(Concern concern) {
        html.raw("<li class=\"" + name(concern.weight()) + "\">").element("strong", concern.about());
        html.raw(" ").text(concern.fact());
        html.element("span", "remedy", concern.remedy()).raw("</li>");
    }

    private void sources() {
        html.raw("<section>").element("h2", words.say("sources"));
        if (status.sources().isEmpty()) {
            html.element("p", "quiet", words.say("sources.none"));
        }
        SourceCard card = new SourceCard(html, words, status.taken());
        status.sources().forEach(card::add);
        html.raw("</section>");
    }

    private void destinations() {
        html.raw("<section>").element("h2", words.say("destinations"));
        if (status.destinations().isEmpty()) {
            html.element("p", "quiet", words.say("destinations.none"));
        }
        status.destinations().forEach(this::destination);
        html.raw("</section>");
    }

    private void destination(DestinationStatus destination) {
        html.raw("<article><div class=\"title\">").element("h3", destination.name());
        html.element("span", "state " + name(destination.state()), words.constant("destination", destination.state()));
        html.element("span", "quiet", words.say("since", spanSince(destination.since())));
        html.element("span", "quiet address", withoutUserInfo(destination.url()))
                .raw("</div>");
        detail(html, destination.detail());
        html.raw("<dl>");
        figure(html, words.say("backlog"), Words.count(destination.backlog()));
        figure(html, words.say("in.flight"), Words.count(destination.inFlight()));
        figure(html, words.say("acknowledged"), Words.count(destination.acknowledged()));
        Instant last = destination.lastAcknowledged();
        figure(
                html,
                words.say("last.acknowledged"),
                last == null ? "–" : words.ago(Duration.between(last, status.taken())));
        html.raw("</dl></article>");
    }

    private void servers() {
        if (status.servers().isEmpty()) {
            return;
        }
        html.raw("<section>").element("h2", words.say("servers"));
        status.servers().forEach(this::server);
        html.raw("</section>");
    }

    private void server(ServerStatus server) {
        html.raw("<article><div class=\"title\">").element("h3", server.name());
        html.element("span", "state " + name(server.state()), words.constant("server", server.state()));
        html.element("span", "quiet", words.say("since", spanSince(server.since())));
        String endpoint = server.endpoint();
        if (endpoint != null) {
            html.element("span", "quiet address", endpoint);
        }
        html.raw("</div>");
        detail(html, server.detail());
        html.raw("<dl>");
        if (server.sessions() >= 0) {
            figure(html, words.say("sessions"), Words.count(server.sessions()));
        }
        if (server.failures() > 0) {
            figure(html, words.say("failures"), Words.count(server.failures()));
        }
        html.raw("</dl></article>");
    }

    private void plugins() {
        if (status.plugins().isEmpty()) {
            return;
        }
        html.raw("<section>").element("h2", words.say("plugins"));
        status.plugins().forEach(this::plugin);
        html.raw("</section>");
    }

    private void plugin(PluginStatus plugin) {
        html.raw("<article><div class=\"title\">").element("h3", plugin.name());
        html.element("span", "state " + name(plugin.state()), words.constant("plugin", plugin.state()));
        html.element("span", "quiet", plugin.version()).raw("</div>");
        detail(html, plugin.detail());
        html.raw("<dl>");
        PluginWords.figures(plugin, words).forEach((name, value) -> figure(html, name, value));
        html.raw("</dl></article>");
    }

    private void store() {
        html.raw("<section>").element("h2", words.say("store")).raw("<article>");
        html.raw("<progress max=\"" + status.store().budget() + "\" value=\""
                + status.store().bytes() + "\"></progress>");
        html.raw("<p>")
                .text(words.say(
                        "store.used",
                        Words.size(status.store().bytes()),
                        Words.size(status.store().budget())));
        html.raw(" ").text(lasts(status.store().lasts())).raw("</p>");
        figures(new StoreWords(status.store(), words));
        streams(status.streams());
        html.raw("</article></section>");
    }

    private String lasts(@Nullable Duration lasts) {
        return lasts == null ? words.say("store.no.rate") : words.say("store.lasts", words.estimate(lasts));
    }

    private void figures(StoreWords store) {
        html.raw("<dl>");
        figure(html, words.say("store.per.byte"), store.writtenPerPayloadByte());
        figure(html, words.say("store.forces"), store.forcesPerMinute());
        figure(html, words.say("store.lost"), store.lost());
        figure(html, words.say("store.set.aside"), store.setAside());
        html.raw("</dl>");
    }

    private void streams(List<StreamState> streams) {
        html.raw("<table class=\"figures\"><thead><tr>");
        for (String key : List.of("stream", "kept", "oldest", "newest", "bytes")) {
            html.element("th", words.say(key));
        }
        html.raw("</tr></thead><tbody>");
        for (StreamState stream : streams) {
            html.raw("<tr>").element("th", words.constant("stream", stream.stream()));
            long kept = Math.max(0, stream.newest() - stream.oldest() + 1);
            html.element("td", Words.count(kept));
            html.element("td", kept == 0 ? "–" : Words.count(stream.oldest()));
            html.element("td", stream.newest() == 0 ? "–" : Words.count(stream.newest()));
            html.element("td", Words.size(stream.bytes())).raw("</tr>");
        }
        html.raw("</tbody></table>");
    }

    private void foot() {
        String taken = status.taken().toString().substring(0, 19).replace('T', ' ');
        html.raw("<footer>").element("span", words.say("taken", taken));
        html.element("span", words.say("running.since", spanSince(status.started())));
        html.element("span", "Fieldpost " + status.version());
        html.raw("<a href=\"/status.json\">status.json</a> <a href=\"/metrics\">metrics</a>"
                + " <a href=\"/health\">health</a></footer>");
    }

    private String spanSince(Instant since) {
        return words.span(Duration.between(since, status.taken()));
    }

    static void detail(Html html, String detail) {
        if (!detail.isEmpty()) {
            html.element("p", "detail", detail);
        }
    }

    static void figure(Html html, String name, String value) {
        html.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** A user and password in an address (RFC 3986, 3.2.1) are nobody's business here. */
    static String withoutUserInfo(String url) {
        return url.replaceFirst("//[^/@]*@", "//");
    }
}
