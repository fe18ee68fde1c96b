//! What one person does, and what they were told.

use crate::mails::Links;
use crate::nodes::cluster::{NIGHT_BUS, person};
use crate::visitor::{Answer, Person, Visitor, hidden};

/// One step of a person, which may be taken again when nobody answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Sign,
    Press,
    Type,
    Relist,
    Withdraw,
}

/// One person: what they were told is what they believe.
pub struct Life {
    pub who: Person,
    /// What they still want to do, the next one last.
    plan: Vec<Act>,
    /// The step that nobody answered: it was done, or not.
    pub doubt: Option<Act>,
    pub links: Option<Links>,
    tab: Option<String>,
    pub was_promised_a_mail: bool,
    pub has_signed: bool,
    pub is_listed: bool,
    pub has_withdrawn: bool,
}

impl Life {
    /// Somebody nobody has been before. Half do nothing but sign; the others change how they are listed,
    /// or withdraw, or both.
    pub fn begin(number: u64) -> Self {
        use Act::{Press, Relist, Sign, Type, Withdraw};
        let name = format!("Witness {number}");
        let mut who = person(&name);
        who.listing = ["named", "counted"][usize::from(number.is_multiple_of(3))];
        let confirm = [Press, Type][usize::from(number % 4 == 1)];
        let mut plan = vec![Sign, confirm];
        plan.extend(match number % 8 {
            0 | 5 => &[Relist][..],
            2 => &[Relist, Relist],
            3 => &[Withdraw],
            6 => &[Relist, Withdraw],
            _ => &[],
        });
        plan.reverse();
        Self {
            plan,
            doubt: None,
            links: None,
            tab: None,
            was_promised_a_mail: false,
            has_signed: false,
            is_listed: who.listing == "named",
            has_withdrawn: false,
            who,
        }
    }

    /// What comes next.
    pub fn next(&mut self) -> Option<Act> {
        self.plan.pop()
    }

    /// Whether the signature counts.
    pub const fn counts(&self) -> bool {
        self.has_signed && !self.has_withdrawn
    }

    /// Takes a step; an error when nobody answers.
    pub fn take(&self, visitor: &Visitor, form: &str, act: Act) -> Result<Answer, ureq::Error> {
        let links = || self.links.as_ref().unwrap();
        let manage = || ("token", links().manage.as_str());
        match act {
            Act::Sign => visitor.try_sign(NIGHT_BUS, form, &self.who),
            Act::Press => visitor.try_post("/confirm", &[("token", &links().confirm)]),
            Act::Type => {
                let tab = self.tab.as_deref().unwrap();
                let typed = [("tab", tab), ("code", &links().code)];
                visitor.try_post("/d/night-bus/en/code", &typed)
            }
            Act::Relist => {
                let other = ["named", "counted"][usize::from(self.is_listed)];
                visitor.try_post("/manage/listing", &[manage(), ("listing", other)])
            }
            Act::Withdraw => visitor.try_post("/manage/withdraw", &[manage(), ("sure", "yes")]),
        }
    }

    /// Believes what was answered.
    pub fn took(&mut self, act: Act, answer: &Answer) {
        self.doubt = None;
        match act {
            Act::Sign => {
                self.tab = Some(hidden(&answer.body, "tab"));
                self.was_promised_a_mail = true;
            }
            Act::Press | Act::Type => self.has_signed = true,
            Act::Relist => self.is_listed = !self.is_listed,
            Act::Withdraw => self.has_withdrawn = true,
        }
    }
}
