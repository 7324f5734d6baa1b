/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-sign-private.h"

#define TD_MM (72.0 / 25.4)

/* A seal whose file speaks of another size was not scanned with its resolution set. */
#define TD_SEAL_MIN_MM 20.0
#define TD_SEAL_MAX_MM 60.0
#define TD_SEAL_DEFAULT_MM 36.0

/* RULE nd30-annex-signature: top right corner of the first page; this far from its edges */
#define TD_ANNEX_RIGHT_MM 10.0
#define TD_ANNEX_TOP_MM 8.0

static gboolean
td_sign_refuse (TdSignJob *job, GError **error, const char *message)
{
  td_error_set_at (error, TD_ERROR_USAGE, job->file->name, NULL, "%s", message);
  return FALSE;
}

static gboolean
td_sign_is_empty_field (const TdPdfField *field)
{
  return td_pdf_is_name (field->type, "Sig") &&
         (field->value == NULL || field->value->type == TD_PDF_NULL);
}

/* Puts the widget of a field onto its page. */
static gboolean
td_sign_field_rect (TdSignJob *job, const TdPdfField *field, TdPdfPage *page, TdLayoutRect *rect)
{
  TdPdfObject *annot = td_pdf_lookup (field->object, "P");
  guint n = td_pdf_count_pages (job->view);
  double user[4];

  if (!td_pdf_get_rect (job->view, td_pdf_view_lookup (job->view, field->object, "Rect"), user) ||
      annot == NULL || annot->type != TD_PDF_REFERENCE)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (td_pdf_find_page (job->view, i, page) && page->number == annot->as.reference.number)
      {
        td_pdf_page_from_user (page, user, rect);
        rect->page = i;
        return TRUE;
      }
  return FALSE;
}

/* Where the picture of the person's signature stands: the seal has to lie on it. The AP of our own
 * signatures says so; of others the whole field counts. */
static gboolean
td_sign_find_person (TdSignJob *job, TdLayoutRect *rect)
{
  const TdPdfField *person = td_pdf_form_find (job->fields, TD_FIELD_PERSON);
  TdPdfObject *ap, *inner;
  TdPdfPage page;
  double box[4], width, height;

  for (guint i = 0; person == NULL && i < job->fields->len; i++)
    {
      const TdPdfField *field = g_ptr_array_index (job->fields, i);

      if (td_pdf_is_name (field->type, "Sig") && !td_sign_is_empty_field (field) &&
          td_sign_field_rect (job, field, &page, rect) && rect->width > 1)
        person = field;
    }
  if (person == NULL || td_sign_is_empty_field (person) ||
      !td_sign_field_rect (job, person, &page, rect) || rect->width < 1)
    return FALSE;
  ap = td_pdf_view_lookup (job->view, td_pdf_view_lookup (job->view, person->object, "AP"), "N");
  inner = td_pdf_view_lookup (job->view, ap, "TDO_Picture");
  width = rect->width;
  height = rect->height;
  if (td_pdf_get_rect (job->view, inner, box) && box[2] - box[0] <= width + 1 &&
      box[3] - box[1] <= height + 1)
    {
      rect->x += box[0];
      rect->y += height - box[3];
      rect->width = box[2] - box[0];
      rect->height = box[3] - box[1];
    }
  return TRUE;
}

/* The true size of a seal: what its picture says, else the setting. */
static double
td_sign_seal_size (TdSignJob *job)
{
  double wanted =
      job->request->seal_diameter_mm > 0 ? job->request->seal_diameter_mm : TD_SEAL_DEFAULT_MM;
  double own = job->picture->width_mm;

  if (own >= TD_SEAL_MIN_MM && own <= TD_SEAL_MAX_MM)
    return own * TD_MM;
  if (own > 0)
    g_ptr_array_add (
        job->notes,
        g_strdup_printf (_ ("The picture of the seal says that it is %.0f mm wide; it was drawn "
                            "%.0f mm wide."),
                         own, wanted));
  return wanted * TD_MM;
}

/* RULE nd30-seal: red, of its true size, over about a third of the signature's picture on its
 * left; the middles are level. */
static void
td_sign_place_seal (TdSignJob *job, const TdLayoutRect *person, TdLayoutRect *seal)
{
  double size = td_sign_seal_size (job);
  double height = size * job->picture->height / job->picture->width;

  seal->page = person->page;
  /* Near the edge of a page it is moved rather than cut. */
  seal->x = MAX (person->x + person->width / 3 - size, 0);
  seal->y = MAX (person->y + (person->height - height) / 2, 0);
  seal->width = size;
  seal->height = height;
}

static gboolean
td_sign_rect_inside (const TdLayoutRect *outer, const TdLayoutRect *inner)
{
  return outer->page == inner->page && inner->x >= outer->x - 0.5 && inner->y >= outer->y - 0.5 &&
         inner->x + inner->width <= outer->x + outer->width + 0.5 &&
         inner->y + inner->height <= outer->y + outer->height + 0.5;
}

/* Where nobody has signed: its true size around the middle of its place */
static void
td_sign_centre_seal (TdSignJob *job, const TdLayoutRect *named, TdLayoutRect *seal)
{
  double size = td_sign_seal_size (job);

  seal->page = named->page;
  seal->width = size;
  seal->height = size * job->picture->height / job->picture->width;
  seal->x = MAX (named->x + (named->width - size) / 2, 0);
  seal->y = MAX (named->y + (named->height - seal->height) / 2, 0);
}

/* A picture keeps its shape in the middle of the place. */
static void
td_sign_fit_picture (const TdPicture *picture, const TdLayoutRect *into, TdLayoutRect *rect)
{
  double scale = MIN (into->width / picture->width, into->height / picture->height);

  rect->page = into->page;
  rect->width = picture->width * scale;
  rect->height = picture->height * scale;
  rect->x = into->x + (into->width - rect->width) / 2;
  rect->y = into->y + (into->height - rect->height) / 2;
}

/* The rectangle that the caller, the field or the layout names. */
static gboolean
td_sign_named_rect (TdSignJob *job, TdSignPlace *place, TdLayoutRect *rect)
{
  static const TdLayoutField fields[] = {
    [TD_SIGN_PERSON] = TD_LAYOUT_FIELD_SIGNATURE,
    [TD_SIGN_ORGANISATION] = TD_LAYOUT_FIELD_SEAL,
    [TD_SIGN_ANNEX] = TD_LAYOUT_FIELD_ANNEX_SIGNATURE,
    [TD_SIGN_COPY] = TD_LAYOUT_FIELD_ANNEX_SIGNATURE,
  };

  if (job->request->rect != NULL)
    {
      *rect = *job->request->rect;
      return TRUE;
    }
  if (place->field != NULL && td_sign_field_rect (job, place->field, &place->page, rect) &&
      rect->width > 1)
    return TRUE;
  return td_places_read (job->view, fields[job->request->role], rect);
}

static gboolean
td_sign_place_picture (TdSignJob *job, TdSignPlace *place, GError **error)
{
  TdLayoutRect named, person;
  gboolean has_name = td_sign_named_rect (job, place, &named);
  gboolean seal = job->request->role == TD_SIGN_ORGANISATION;

  if (seal && job->request->rect == NULL && td_sign_find_person (job, &person))
    {
      td_sign_place_seal (job, &person, &place->picture);
      place->rect =
          has_name && place->field != NULL && td_sign_rect_inside (&named, &place->picture)
              ? named
              : place->picture;
      if (place->rect.width == place->picture.width && place->rect.x == place->picture.x)
        place->field = NULL;
      return TRUE;
    }
  if (seal && job->request->rect == NULL)
    /* RULE nd30-seal-order: the clerk signs what a person in authority has signed. */
    g_ptr_array_add (job->notes, g_strdup (_ ("Nobody has signed this document before the seal.")));
  if (!has_name)
    return td_sign_refuse (job, error,
                           _ ("The file does not say where the picture goes. Name a place: page, "
                              "x, y, width and height."));
  if (seal && job->request->rect == NULL)
    td_sign_centre_seal (job, &named, &place->picture);
  else
    td_sign_fit_picture (job->picture, &named, &place->picture);
  place->rect = place->field != NULL && job->request->rect == NULL &&
                        td_sign_rect_inside (&named, &place->picture)
                    ? named
                    : place->picture;
  if (place->rect.width != named.width || place->rect.x != named.x)
    place->field = NULL;
  return TRUE;
}

/* RULE nd30-annex-signature: text alone, no picture. */
static gboolean
td_sign_place_text (TdSignJob *job, TdSignPlace *place, const char *text, GError **error)
{
  double width, height, page_width, page_height;

  if (!td_pdf_find_page (job->view, 0, &place->page) ||
      !td_sign_measure_text (text, &width, &height))
    return td_pdf_file_refuse (job->file, error);
  td_pdf_page_get_size (&place->page, &page_width, &page_height);
  place->picture = (TdLayoutRect){ 0, page_width - TD_ANNEX_RIGHT_MM * TD_MM - width,
                                   TD_ANNEX_TOP_MM * TD_MM, width, height };
  if (job->request->rect != NULL)
    {
      place->picture = *job->request->rect;
      place->picture.width = width;
      place->picture.height = height;
    }
  place->rect = place->picture;
  return TRUE;
}

static void
td_sign_choose_field (TdSignJob *job, TdSignPlace *place)
{
  static const char *const names[] = {
    [TD_SIGN_PERSON] = TD_FIELD_PERSON,
    [TD_SIGN_ORGANISATION] = TD_FIELD_ORGANISATION,
    [TD_SIGN_ANNEX] = TD_FIELD_ANNEX,
    [TD_SIGN_COPY] = TD_FIELD_ANNEX,
  };
  const char *name = job->request->field != NULL ? job->request->field : names[job->request->role];
  const TdPdfField *field = td_pdf_form_find (job->fields, name);

  place->field =
      field != NULL && field->number > 0 && td_sign_is_empty_field (field) ? field : NULL;
}

static gboolean
td_sign_check_page (TdSignJob *job, TdSignPlace *place, GError **error)
{
  double width, height;

  if (!td_pdf_find_page (job->view, place->rect.page, &place->page))
    return td_sign_refuse (job, error, _ ("The file has no such page."));
  td_pdf_page_get_size (&place->page, &width, &height);
  if (place->picture.x < -1 || place->picture.y < -1 || place->picture.width < 1 ||
      place->picture.height < 1 || place->picture.x + place->picture.width > width + 1 ||
      place->picture.y + place->picture.height > height + 1)
    return td_sign_refuse (job, error, _ ("The place of the signature is not on the page."));
  return TRUE;
}

/**
 * td_sign_find_place:
 * @job: what is to be signed
 * @place: (out): where and how
 * @error: return location: %TD_ERROR_USAGE
 *
 * Returns: whether there is a place; an invisible signature has one, too
 */
gboolean
td_sign_find_place (TdSignJob *job, TdSignPlace *place, GError **error)
{
  gboolean text = job->request->role == TD_SIGN_ANNEX || job->request->role == TD_SIGN_COPY;
  g_autofree char *words = NULL;

  *place = (TdSignPlace){ 0 };
  td_sign_choose_field (job, place);
  if (job->request->field != NULL && place->field == NULL)
    return td_sign_refuse (job, error, _ ("The file has no empty signature field of this name."));
  place->visible = text || job->picture != NULL;
  if (!place->visible)
    {
      if (place->field != NULL)
        return td_sign_field_rect (job, place->field, &place->page, &place->rect) ||
               td_pdf_file_refuse (job->file, error);
      return td_pdf_find_page (job->view, 0, &place->page) || td_pdf_file_refuse (job->file, error);
    }
  if (text)
    {
      words = td_sign_text (job->request, job->request->time);
      place->field = NULL;
      if (!td_sign_place_text (job, place, words, error))
        return FALSE;
    }
  else if (!td_sign_place_picture (job, place, error))
    return FALSE;
  return td_sign_check_page (job, place, error);
}
