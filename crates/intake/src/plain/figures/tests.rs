use super::*;

fn check(language: &str, text: &str, expected: &[&str]) {
    let found: Vec<String> = candidates(text, Words::of(language))
        .iter()
        .map(|found| {
            let b = &found.bounds;
            let numbers: Vec<String> = [b.value(), b.lower(), b.upper()]
                .into_iter()
                .flatten()
                .map(|number| number.to_string())
                .collect();
            format!(
                "{} [{}] {} {} {} {}",
                &text[found.span.clone()],
                &text[found.verbatim.clone()],
                b.qualifier().word(),
                numbers.join(","),
                found.measure.word(),
                found.id
            )
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn bounds_are_kept_as_said() {
    check(
        "de",
        "Uber 90 FischerInnen wurden verletzt und mehr als 2.500 verhaftet.",
        &[
            "Uber 90 [Uber 90 FischerInnen] more_than 90 injured FischerInnen verletzt",
            "mehr als 2.500 [mehr als 2.500 verhaftet] more_than 2500 detained verhaftet",
        ],
    );
    check(
        "de",
        "Mindestens 12 von ihnen liegen im Krankenhaus, Dutzende Menschen sind obdachlos.",
        &[
            "Mindestens 12 [Mindestens 12] at_least 12 injured Krankenhaus",
            "Dutzende [Dutzende Menschen] dozens  displaced Menschen obdachlos",
        ],
    );
    check(
        "en",
        "Between 40 and 60 workers were killed; up to 1,200 people fled. Some 30 families remain.",
        &[
            "Between 40 and 60 [Between 40 and 60 workers] between 40,60 killed workers killed",
            "up to 1,200 [up to 1,200 people] up_to 1200 other people",
            "Some 30 [Some 30 families] about 30 other families",
        ],
    );
    check(
        "ru",
        "Убито более 8 000 человек, не менее 20 солдат.",
        &[
            "более 8 000 [более 8 000 человек] more_than 8000 killed человек Убито",
            "не менее 20 [не менее 20 солдат] at_least 20 other солдат",
        ],
    );
}

#[test]
fn spans_of_time_are_no_figures() {
    check(
        "de",
        "Das war vor zwölf Jahren schon so, und 30 Jahre Arbeit für 5 Menschen reichen.",
        &["5 [5 Menschen] exactly 5 other Menschen"],
    );
    check(
        "de",
        "Vor zehn langen Jahren wurden Menschen verletzt.",
        &[],
    );
    check(
        "en",
        "It was so ten years ago, and for 30 years people were killed.",
        &[],
    );
    check(
        "ru",
        "2 часа назад убит человек, и десять лет назад тоже.",
        &[],
    );
    check("tr", "On yıl önce insanlar öldürüldü.", &[]);
}

#[test]
fn years_days_times_references_and_percentages_are_no_figures() {
    for text in [
        "Seit 2019 und im Jahr 2020 wurden am 3. März um 18 Uhr in Nr. 12 Menschen erwähnt.",
        "Rundbrief 1175 vom 14.01.2021, 12:30 Uhr, 45 % der Menschen, 30 Prozent.",
        "Artikel 9 Absatz 2, 20 Busse, 3,5 Kilometer, 100 Euro.",
    ] {
        check("de", text, &[]);
    }
}

#[test]
fn a_number_without_qualifier_needs_people_or_a_word_beside_it() {
    check(
        "de",
        "Es gab 14 Tote.",
        &["14 [14 Tote] exactly 14 killed Tote"],
    );
    check("de", "In 14 Städten wurden viele verhaftet.", &[]);
    check(
        "de",
        "2000 Soldaten kamen.",
        &["2000 [2000 Soldaten] exactly 2000 other Soldaten"],
    );
}
