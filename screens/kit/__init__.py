"""The framework mended once: keys, fields, lists, bars. Every screen is built from these parts.

A whole screen; `session` and the procedures come from `desk/`, texts are translated by the caller:

    class Enquiry(DeskScreen):
        help = N_("Log an enquiry answered on the spot")
        labels = {"refresh": N_("As before")}

        def __init__(self, session: Session) -> None:
            super().__init__()
            self.session = session

        def compose_body(self) -> Iterable[Widget]:
            yield Form(
                LookupField("unit", _("Unit"), self.find_unit),
                ChoiceField("channel", _("Channel"), channels(), match=by_initials),
                DateField("wished", _("Wished"), parse=parse_day, as_text=day_text, show=weekday),
                NoteField("words", _("Words")),
            )

        def do_save(self) -> None:  # F2 and Enter on the save bar
            form = self.query_one(Form)
            if not form.check():  # the first bad field has the focus and its sentence is shown
                return
            try:
                matter = log_enquiry(self.session, NewMatter(**form.values()))
            except DeskError as error:
                form.refuse(error)
            else:
                self.done(_("Saved {number}").format(number=matter.number))

        def on_form_dirty(self, message: Form.Dirty) -> None:
            self.session.keep_draft("enquiry", message.form.state())

Where things are: `base.DeskApp`, `screen.DeskScreen`, `keys.Command`, `queue.press_all`,
`form.Form`, `fields.TextField`, `parsed.DateField/TimeField/MoneyField/SecretField`,
`note.NoteField`, `choices.ChoiceField/LookupField`, `lists.RecordList/Column`,
`dialogs.Act/Option/ChoiceDialog`, `ask.Ask` (fields in a window), `text.text/cell/fit/Words`,
`messages` (what fields tell), `environment` (before textual is imported).
"""
