package io.fieldpost.radio;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.radio.spectrum.Scanner;
import io.fieldpost.radio.spectrum.SweepPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which missions are carried out, and as which points.
 *
 * @param points by mission; two points may ask for the same one
 * @param tasks in the order of the points
 * @param unknown points that name no mission
 */
record Assignments(Map<String, List<Point>> points, List<Scanner.Task> tasks, List<Point> unknown) {
    /** Decibels relative to full scale: UCUM's dB with an annotation, because it knows no reference level of this kind. */
    static final String UNIT = "dB{FS}";

    static Assignments of(RadioSettings settings, String source, List<Point> asked) {
        Map<String, List<Point>> points = new LinkedHashMap<>();
        List<Scanner.Task> tasks = new ArrayList<>();
        List<Point> unknown = new ArrayList<>(asked);
        for (Mission mission : settings.missions()) {
            List<Point> named = asked.isEmpty() ? List.of(announced(source, mission)) : naming(asked, mission);
            if (!named.isEmpty()) {
                points.put(mission.name(), named);
                tasks.add(new Scanner.Task(plan(mission, settings), mission.every()));
                unknown.removeAll(named);
            }
        }
        return new Assignments(points, tasks, unknown);
    }

    private static Point announced(String source, Mission mission) {
        return new Point(source, mission.name(), "", ValueType.SERIES, UNIT);
    }

    private static List<Point> naming(List<Point> asked, Mission mission) {
        return asked.stream()
                .filter(point -> point.address().equals(mission.name()))
                .toList();
    }

    private static SweepPlan plan(Mission mission, RadioSettings settings) {
        return SweepPlan.of(
                mission.name(),
                mission.grid(),
                settings.sampleRate().hertz(),
                mission.window(),
                mission.averages(),
                settings.settleSamples());
    }
}
