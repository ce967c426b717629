package io.fieldpost.agent.console;

import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One source on the page: its state, its figures, its newest values, its spectra drawn. */
final class SourceCard {
    /** Values that are shown at once; the others unfold. */
    private static final int AT_ONCE = 12;
    /** Drawings on one page; further spectra are told in words, so a page stays small. */
    private static final int DRAWINGS = 8;

    private final Html html;
    private final Words words;
    private final Instant taken;
    private int drawings;
    private int unfolding;

    SourceCard(Html html, Words words, Instant taken) {
        this.html = html;
        this.words = words;
        this.taken = taken;
    }

    void add(SourceStatus source) {
        html.raw("<article><div class=\"title\">").element("h3", source.name());
        html.element("span", "state " + StatusPage.name(source.state()), words.constant("source", source.state()));
        html.element("span", "quiet", words.say("since", words.span(Duration.between(source.since(), taken))));
        html.element("span", "quiet", source.protocol()).raw("</div>");
        StatusPage.detail(html, source.detail());
        figures(source);
        remarks(source);
        List<Measurement> plain = new ArrayList<>();
        for (Measurement measurement : source.latest()) {
            if (measurement.value() instanceof Value.Series series && drawings < DRAWINGS) {
                drawings++;
                drawn(measurement, series);
            } else {
                plain.add(measurement);
            }
        }
        values(plain);
        html.raw("</article>");
    }

    private void figures(SourceStatus source) {
        html.raw("<dl>");
        StatusPage.figure(html, words.say("measurements"), Words.count(source.measurements()));
        optional("bad", source.bad());
        optional("failures", source.failures());
        optional("overruns", source.overruns());
        optional("dropped", source.dropped());
        html.raw("</dl>");
    }

    private void remarks(SourceStatus source) {
        if (source.remarks().isEmpty()) {
            return;
        }
        html.raw("<details id=\"remarks-" + unfolding++ + "\"><summary>");
        html.text(words.say("remarks", source.remarked())).raw("</summary><ul>");
        for (Remark remark : source.remarks()) {
            html.raw("<li>").element("strong", remark.subject());
            html.raw(" ").text(remark.text()).raw("</li>");
        }
        html.raw("</ul></details>");
    }

    /** A figure of something unwelcome is shown when there is some. */
    private void optional(String key, long value) {
        if (value > 0) {
            StatusPage.figure(html, words.say(key), Words.count(value));
        }
    }

    private void drawn(Measurement measurement, Value.Series series) {
        html.raw("<div class=\"series\"><p>")
                .element("strong", measurement.point().name());
        html.raw(" ");
        quality(measurement.quality());
        html.raw(" ").element("span", "quiet", age(measurement));
        html.raw("</p>");
        SpectrumDrawing.draw(html, series, measurement.point().unit(), words);
        if (!series.conditions().fields().isEmpty()) {
            html.raw("<p class=\"quiet fields\">");
            fields(series.conditions());
            html.raw("</p>");
        }
        html.raw("</div>");
    }

    private void values(List<Measurement> values) {
        if (values.isEmpty()) {
            return;
        }
        table(values.subList(0, Math.min(AT_ONCE, values.size())));
        if (values.size() > AT_ONCE) {
            html.raw("<details id=\"more-" + unfolding++ + "\"><summary>");
            html.text(words.say("more", values.size() - AT_ONCE)).raw("</summary>");
            table(values.subList(AT_ONCE, values.size()));
            html.raw("</details>");
        }
    }

    private void table(List<Measurement> values) {
        html.raw("<table class=\"values\"><tbody>");
        for (Measurement measurement : values) {
            html.raw("<tr>").element("th", measurement.point().name()).raw("<td>");
            value(measurement.value(), measurement.point().unit());
            html.raw("</td><td>");
            quality(measurement.quality());
            html.raw("</td>").element("td", "quiet", age(measurement)).raw("</tr>");
        }
        html.raw("</tbody></table>");
    }

    private void value(Value value, String unit) {
        if (value instanceof Value.Record record) {
            html.raw("<span class=\"fields\">");
            fields(record);
            html.raw("</span>");
        } else if (value instanceof Value.Series series) {
            html.text(SpectrumDrawing.inWords(series, unit, words));
        } else {
            html.element("b", ValueText.of(value, unit, words));
        }
    }

    private void fields(Value.Record record) {
        record.fields().forEach((name, field) -> {
            html.raw("<span class=\"field\">").element("i", name).raw(" ");
            if (field instanceof Value.Record inner) {
                html.raw("(");
                fields(inner);
                html.raw(")");
            } else {
                html.text(ValueText.of(field, "1", words));
            }
            html.raw("</span> ");
        });
    }

    private void quality(Quality quality) {
        html.element("span", "quality " + StatusPage.name(quality.severity()), words.constant("quality", quality));
    }

    private String age(Measurement measurement) {
        return words.ago(Duration.between(measurement.receivedTime(), taken));
    }
}
