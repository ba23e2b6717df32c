"""The fields of the composer as one draft: filled from it and read into it. Saves nothing, and decides nothing."""

from dataclasses import replace

from crmdesk.domain.errors import CrmError
from crmdesk.domain.template import Template
from crmdesk.services.quick_notes import QuickNoteService
from crmdesk.services.touches import TouchWords
from crmdesk.ui.timeline.composer.choices import Choices
from crmdesk.ui.timeline.composer.draft import Draft
from crmdesk.ui.timeline.composer.touch_fields import TouchFields


class DraftForm:
    """Keeps the answers to quick notes that were left, for those who come back to them before saving."""

    def __init__(self, fields: TouchFields, choices: Choices) -> None:
        self._fields, self._choices = fields, choices
        self._left_answers: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {}

    def read(self, customer: str) -> Draft:
        """Everything as it stands, said of a customer."""
        fields, panel = self._fields, self._fields.panel
        return Draft(
            customer=customer,
            kind=fields.kinds.kind.key or fields.kinds.kind.name,
            direction=fields.kinds.direction,
            at=fields.at.line.text(),
            minutes="" if fields.minutes.isHidden() else fields.minutes.text(),
            text=fields.text.toPlainText(),
            template=panel.template.key or panel.template.name if panel.template else "",
            fills=panel.fills if panel.template else {},
            without=panel.effects.without if panel.template else (),
            next_step=fields.next_step.line.text(),
            deal=self._choices.deal,
            contact=fields.contact.value,
            facts=fields.facts.told,
            files=fields.files.files,
            answers=fields.answering.enquiry,
        )

    def words(self, draft: Draft) -> TouchWords:
        """What a draft says, about the deal that is shown.

        Raises ValidationError (field ``minutes``) for a length that is not a number.
        """
        return replace(draft.words(), deal=self._choices.deal_meant)

    def show(self, draft: Draft) -> None:
        """Fill everything in from a draft."""
        fields = self._fields
        self._left_answers.clear()
        fields.panel.close_template()
        fields.kinds.choose(draft.kind)
        fields.kinds.switch.choose(draft.direction)
        fields.at.show_text(draft.at)
        fields.minutes.setText(draft.minutes)
        fields.text.write(draft.text)
        fields.next_step.show_text(draft.next_step)
        self._choices.show_deal(draft.deal)
        fields.contact.choose(draft.contact)
        fields.show_facts()
        fields.facts.show_told(draft.facts)
        fields.files.show_files(draft.files)
        fields.answering.show_enquiry(draft.answers)
        template = self._choices.template(draft.template)
        if template is not None:
            fields.panel.open(template, draft.fills, draft.without)

    def preview(self, customer: str, notes: QuickNoteService) -> None:
        """Show what the quick note that is open would say and do."""
        panel = self._fields.panel
        if panel.template is None:
            return
        try:
            # A length that cannot be read yet is no reason to show nothing.
            panel.show_preview(notes.preview(customer, self.words(replace(self.read(customer), minutes=""))))
            self._fields.order_tabs()
        except CrmError as error:
            panel.sentence.setText(error.message)

    def open_template(self, template: Template) -> None:
        """Open a quick note with what was answered to it before."""
        self._set_answers_aside()
        self._fields.panel.open(template, *self._left_answers.get(template.key, ({}, ())))

    def close_template(self) -> None:
        """Close the quick note; what is typed stays."""
        self._set_answers_aside()
        self._fields.panel.close_template()

    def _set_answers_aside(self) -> None:
        panel = self._fields.panel
        if panel.template is not None:
            self._left_answers[panel.template.key] = (panel.fills, panel.effects.without)
