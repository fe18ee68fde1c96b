use super::*;
use crate::listing::Listing;

fn opening() -> Opening {
    let fields = Fields::default()
        .with(Field::Name, "Ada Lovelace")
        .with(Field::Initials, "A. L.")
        .with(Field::Place, "London")
        .with(Field::Tag, [9; 32]);
    Opening {
        secret: [1; 32],
        fields,
    }
}

#[test]
fn a_commitment_has_its_golden_hashes() {
    // Computed with Python's hashlib and hmac from LOG-FORMAT section 5 alone.
    let opening = opening();
    assert_eq!(hex::encode(opening.salt(Field::Name).0), SALT_NAME);
    assert_eq!(hex::encode(opening.hash(Field::Name).0), HASH_NAME);
    assert_eq!(
        hex::encode(opening.hash(Field::Descriptor).0),
        HASH_ABSENT_DESCRIPTOR
    );
    assert_eq!(hex::encode(opening.commitment().as_bytes()), COMMITMENT);
}

const SALT_NAME: &str = "22c1af7ad0864ae727e9aee13b168ed98e3f1bce0663255750a6a1dda8780f2d";
const HASH_NAME: &str = "01a7ce7274550561774b44818ea18e4b4bae3847a2e4c611e4ada2aaf0709c77";
const HASH_ABSENT_DESCRIPTOR: &str =
    "87e7ec25572fda1663147ad3ed655d1446984d3414bba5f4f264e905ac89719c";
const COMMITMENT: &str = "0479ae0d69191004c46d93321b4829d9fde18783c78535e856c7f683c6db2c78";

#[test]
fn a_public_opening_shows_what_the_listing_shows_and_still_fits_the_entry() {
    let opening = opening();
    let check = |listing, shown: &[Field]| {
        let public = PublicOpening::for_listing(&opening, listing);
        assert_eq!(public.commitment(), opening.commitment());
        let open: Vec<Field> = Field::ALL
            .into_iter()
            .filter(|field| public.shown(*field).is_some())
            .collect();
        assert_eq!(open, shown, "{listing:?}");
    };
    check(Listing::Counted, &[]);
    check(Listing::Initials, &[Field::Initials, Field::Place]);
    check(Listing::Named, &[Field::Name, Field::Place]);
}

#[test]
fn another_name_does_not_fit_the_entry() {
    let public = PublicOpening::for_listing(&opening(), Listing::Named);
    let mut fields = public.fields().clone();
    if let FieldOpening::Shown { value, .. } = &mut fields[0] {
        value[0] ^= 1;
    }
    assert_ne!(
        PublicOpening::from_fields(fields).commitment(),
        opening().commitment()
    );
}
