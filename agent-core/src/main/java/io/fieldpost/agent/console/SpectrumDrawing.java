package io.fieldpost.agent.console;

import io.fieldpost.driver.Value;
import java.util.Locale;

/**
 * Draws a series as SVG: a trace, a few round marks on each axis, and the name of its peak. Positions are percentages, so the trace
 * stretches with the page while its text stays readable on a phone.
 */
final class SpectrumDrawing {
    private static final int HEIGHT = 132;
    private static final int MARKS_ACROSS = 6;
    private static final int MARKS_UP = 4;
    /** Room above the peak and below the floor, as a part of the span; and never less than one unit. */
    private static final double MARGIN = 0.12;

    private final Value.Series series;
    private final String unit;
    private final Trace trace;
    private final double bottom;
    private final double top;
    private final double scale;
    private final String axisUnit;

    private SpectrumDrawing(Value.Series series, String unit, Trace trace) {
        this.series = series;
        this.unit = unit;
        this.trace = trace;
        double margin = Math.max(1, (trace.high() - trace.low()) * MARGIN);
        this.bottom = trace.low() - margin / 2;
        this.top = trace.high() + margin * 2;
        this.scale = series.axisUnit().equals("Hz") ? scaleOf(Math.abs(end())) : 1;
        this.axisUnit = series.axisUnit().equals("Hz") ? hertz(scale) : Units.printed(series.axisUnit());
    }

    /** Adds the drawing, or one line of words where there is nothing to draw. */
    static void draw(Html html, Value.Series series, String unit, Words words) {
        Trace trace = Trace.of(series);
        if (trace.count() < 2 || trace.peak() < 0 || !(series.step() > 0)) {
            html.element("p", "quiet", words.say("spectrum.empty", Words.count(trace.count())));
            return;
        }
        new SpectrumDrawing(series, unit, trace).draw(html, words);
    }

    /** What a screen reader says, and what stands in place of a drawing when there are many. */
    static String inWords(Value.Series series, String unit, Words words) {
        Trace trace = Trace.of(series);
        if (trace.peak() < 0) {
            return words.say("spectrum.empty", Words.count(trace.count()));
        }
        return new SpectrumDrawing(series, unit, trace).inWords(words);
    }

    private String inWords(Words words) {
        return words.say(
                "spectrum.words",
                Words.count(trace.count()),
                position(series.start()),
                position(end()),
                axisUnit,
                position(peakPosition()),
                level());
    }

    private void draw(Html html, Words words) {
        html.raw("<figure class=\"spectrum\"><svg role=\"img\" width=\"100%\" height=\"" + (HEIGHT + 22) + "\">");
        html.element("title", inWords(words));
        Axis levels = Axis.between(bottom, top, MARKS_UP);
        Axis positions = Axis.between(series.start() / scale, end() / scale, MARKS_ACROSS);
        levels.positions().forEach(level -> levelLine(html, level));
        positions.positions().forEach(position -> positionLine(html, position));
        path(html);
        levels.positions().forEach(level -> levelName(html, level));
        boolean named = false;
        for (double position : positions.positions()) {
            positionName(html, position, named ? "" : " " + axisUnit);
            named = true;
        }
        peak(html);
        html.raw("</svg>");
        html.raw("<figcaption>").text(inWords(words)).raw("</figcaption></figure>");
    }

    private void path(Html html) {
        int last = trace.columns().length - 1;
        html.raw("<svg width=\"100%\" height=\"" + HEIGHT + "\" viewBox=\"0 0 " + last + " 1000\"");
        html.raw(" preserveAspectRatio=\"none\"><path class=\"trace\" d=\"");
        boolean drawing = false;
        for (int column = 0; column <= last; column++) {
            float level = trace.columns()[column];
            if (Float.isNaN(level)) {
                drawing = false;
                continue;
            }
            html.raw((drawing ? "L" : "M") + column + " " + Math.round(1000 * (top - level) / (top - bottom)));
            drawing = true;
        }
        html.raw("\"/></svg>");
    }

    private void levelLine(Html html, double level) {
        String y = pixels(level);
        html.raw("<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"" + y + "\" y2=\"" + y + "\"/>");
    }

    private void levelName(Html html, double level) {
        html.raw("<text x=\"2\" y=\"" + pixels(level) + "\" dy=\"-3\">")
                .text(Words.number(level))
                .raw("</text>");
    }

    private void positionLine(Html html, double position) {
        String x = percent(position * scale);
        html.raw("<line class=\"grid\" x1=\"" + x + "\" x2=\"" + x + "\" y1=\"0\" y2=\"" + HEIGHT + "\"/>");
    }

    private void positionName(Html html, double position, String unitOfAxis) {
        String text = Words.number(position) + unitOfAxis;
        html.raw("<text x=\"" + percent(position * scale) + "\" y=\"" + (HEIGHT + 16) + "\" text-anchor=\""
                        + anchor(position * scale, "middle") + "\">")
                .text(text)
                .raw("</text>");
    }

    private void peak(Html html) {
        String x = percent(peakPosition());
        html.raw("<circle class=\"peak\" r=\"3.5\" cx=\"" + x + "\" cy=\"" + pixels(trace.high()) + "\"/>");
        html.raw("<text class=\"peak\" x=\"" + x + "\" y=\"" + pixels(trace.high()) + "\" dy=\"-8\" text-anchor=\""
                        + (share(peakPosition()) < 0.25 ? "start" : share(peakPosition()) > 0.75 ? "end" : "middle")
                        + "\">")
                .text(position(peakPosition()) + " " + axisUnit + " · " + level())
                .raw("</text>");
    }

    /** At the very edge a name must lean inwards, or it is cut. */
    private String anchor(double position, String inside) {
        double share = share(position);
        return share < 0.04 ? "start" : share > 0.96 ? "end" : inside;
    }

    private double end() {
        return series.start() + (series.values().length - 1) * series.step();
    }

    private double peakPosition() {
        return series.start() + trace.peak() * series.step();
    }

    private double share(double position) {
        return (position - series.start()) / (end() - series.start());
    }

    private String percent(double position) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share(position));
    }

    private String pixels(double level) {
        return String.format(Locale.ROOT, "%.1f", HEIGHT * (top - level) / (top - bottom));
    }

    private String position(double position) {
        return Words.number(position / scale);
    }

    private String level() {
        return Units.with(Words.number(Math.round(trace.high() * 10) / 10.0), unit);
    }

    private static double scaleOf(double hertz) {
        return hertz >= 1e9 ? 1e9 : hertz >= 1e6 ? 1e6 : hertz >= 1e3 ? 1e3 : 1;
    }

    private static String hertz(double scale) {
        return scale == 1e9 ? "GHz" : scale == 1e6 ? "MHz" : scale == 1e3 ? "kHz" : "Hz";
    }
}
