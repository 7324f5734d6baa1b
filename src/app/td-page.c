/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-page.h"

typedef struct
{
  char *name;
  char *label;
  char *icon_name;
  char *title;
  char *subtitle;
  char *primary_label;
  char *primary_action;
  GMenuModel *menu;
  gboolean searchable;
  gboolean loading;
  guint badge;
  GSimpleActionGroup *actions;
} TdPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TdPage, td_page, ADW_TYPE_BIN)

#define PRIVATE(self) ((TdPagePrivate *) td_page_get_instance_private (self))

enum
{
  PROP_0,
  PROP_NAME,
  PROP_LABEL,
  PROP_ICON_NAME,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_PRIMARY_LABEL,
  PROP_PRIMARY_ACTION,
  PROP_MENU,
  PROP_SEARCHABLE,
  PROP_LOADING,
  PROP_BADGE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
set_text (TdPage *self, char **field, const char *value, guint property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;

  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * td_page_get_actions:
 * @self: a page
 *
 * Returns: (transfer none): the page's actions, named "page.NAME" in menus, buttons and
 * accelerators
 */
GActionMap *
td_page_get_actions (TdPage *self)
{
  g_return_val_if_fail (TD_IS_PAGE (self), NULL);

  return G_ACTION_MAP (PRIVATE (self)->actions);
}

/**
 * td_page_get_page_name:
 * @self: a page
 *
 * Returns: (nullable): stable English key: "plan", "units"
 */
const char *
td_page_get_page_name (TdPage *self)
{
  g_return_val_if_fail (TD_IS_PAGE (self), NULL);

  return PRIVATE (self)->name;
}

/**
 * td_page_set_page_name:
 * @self: a page
 * @name: (nullable): stable English key: "plan", "units"
 *
 * The window follows the change at once.
 */
void
td_page_set_page_name (TdPage *self, const char *name)
{
  g_return_if_fail (TD_IS_PAGE (self));

  set_text (self, &PRIVATE (self)->name, name, PROP_NAME);
}

/**
 * td_page_get_label:
 * @self: a page
 *
 * Returns: (nullable): word in the sidebar
 */
const char *
td_page_get_label (TdPage *self)
{
  g_return_val_if_fail (TD_IS_PAGE (self), NULL);

  return PRIVATE (self)->label;
}

/**
 * td_page_set_label:
 * @self: a page
 * @label: (nullable): word in the sidebar
 *
 * The window follows the change at once.
 */
void
td_page_set_label (TdPage *self, const char *label)
{
  g_return_if_fail (TD_IS_PAGE (self));

  set_text (self, &PRIVATE (self)->label, label, PROP_LABEL);
}

/**
 * td_page_get_icon_name:
 * @self: a page
 *
 * Returns: (nullable): symbolic icon in the sidebar
 */
const char *
td_page_get_icon_name (TdPage *self)
{
  g_return_val_if_fail (TD_IS_PAGE (self), NULL);

  return PRIVATE (self)->icon_name;
}

/**
 * td_page_set_icon_name:
 * @self: a page
 * @icon_name: (nullable): symbolic icon in the sidebar
 *
 * The window follows the change at once.
 */
void
td_page_set_icon_name (TdPage *self, const char *icon_name)
{
  g_return_if_fail (TD_IS_PAGE (self));

  set_text (self, &PRIVATE (self)->icon_name, icon_name, PROP_ICON_NAME);
}

/**
 * td_page_get_title:
 * @self: a page
 *
 * Returns: (nullable): what is shown, in the middle of the header
 */
const char *
td_page_get_title (TdPage *self)
{
  g_return_val_if_fail (TD_IS_PAGE (self), NULL);

  return PRIVATE (self)->title;
}

/**
 * td_page_set_title:
 * @self: a page
 * @title: (nullable): what is shown, in the middle of the header
 *
 * The window follows the change at once.
 */
void
td_page_set_title (TdPage *self, const char *title)
{
  g_return_if_fail (TD_IS_PAGE (self));

  set_text (self, &PRIVATE (self)->title, title, PROP_TITLE);
}

/**
 * td_page_get_subtitle:
 * @self: a page
 *
 * Returns: (nullable): one line below the title
 */
const char *
td_page_get_subtitle (TdPage *self)
{
  g_return_val_if_fail (TD_IS_PAGE (self), NULL);

  return PRIVATE (self)->subtitle;
}

/**
 * td_page_set_subtitle:
 * @self: a page
 * @subtitle: (nullable): one line below the title
 *
 * The window follows the change at once.
 */
void
td_page_set_subtitle (TdPage *self, const char *subtitle)
{
  g_return_if_fail (TD_IS_PAGE (self));

  set_text (self, &PRIVATE (self)->subtitle, subtitle, PROP_SUBTITLE);
}

/**
 * td_page_get_primary_label:
 * @self: a page
 *
 * Returns: (nullable): text of the one suggested action, %NULL: none
 */
const char *
td_page_get_primary_label (TdPage *self)
{
  g_return_val_if_fail (TD_IS_PAGE (self), NULL);

  return PRIVATE (self)->primary_label;
}

/**
 * td_page_get_primary_action:
 * @self: a page
 *
 * Returns: (nullable): detailed name of the action behind the suggested button, "page.submit"
 */
const char *
td_page_get_primary_action (TdPage *self)
{
  g_return_val_if_fail (TD_IS_PAGE (self), NULL);

  return PRIVATE (self)->primary_action;
}

/**
 * td_page_set_primary:
 * @self: a page
 * @label: (nullable): text of the one suggested action, "…" at its end when a dialog follows
 * @action: (nullable): detailed action name: "page.submit"
 *
 * Sets the suggested action at the end of the header.
 */
void
td_page_set_primary (TdPage *self, const char *label, const char *action)
{
  g_return_if_fail (TD_IS_PAGE (self));

  set_text (self, &PRIVATE (self)->primary_label, label, PROP_PRIMARY_LABEL);
  set_text (self, &PRIVATE (self)->primary_action, action, PROP_PRIMARY_ACTION);
}

/**
 * td_page_get_menu:
 * @self: a page
 *
 * Returns: (nullable) (transfer none): what the "more" button shows
 */
GMenuModel *
td_page_get_menu (TdPage *self)
{
  g_return_val_if_fail (TD_IS_PAGE (self), NULL);

  return PRIVATE (self)->menu;
}

/**
 * td_page_set_menu:
 * @self: a page
 * @menu: (nullable): what the "more" button shows; %NULL hides the button
 *
 * Sets the page's own menu.
 */
void
td_page_set_menu (TdPage *self, GMenuModel *menu)
{
  g_return_if_fail (TD_IS_PAGE (self));

  if (g_set_object (&PRIVATE (self)->menu, menu))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MENU]);
}

/**
 * td_page_get_searchable:
 * @self: a page
 *
 * Returns: whether the header shows the search button
 */
gboolean
td_page_get_searchable (TdPage *self)
{
  g_return_val_if_fail (TD_IS_PAGE (self), FALSE);

  return PRIVATE (self)->searchable;
}

/**
 * td_page_set_searchable:
 * @self: a page
 * @searchable: whether there is something to search now
 *
 * Shows or hides the search button and enables Ctrl+F.
 */
void
td_page_set_searchable (TdPage *self, gboolean searchable)
{
  TdPagePrivate *priv = PRIVATE (self);

  g_return_if_fail (TD_IS_PAGE (self));

  searchable = !!searchable;
  if (priv->searchable == searchable)
    return;

  priv->searchable = searchable;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHABLE]);
}

/**
 * td_page_get_loading:
 * @self: a page
 *
 * Returns: whether what the page shows first is still being read
 */
gboolean
td_page_get_loading (TdPage *self)
{
  g_return_val_if_fail (TD_IS_PAGE (self), FALSE);

  return PRIVATE (self)->loading;
}

/**
 * td_page_set_loading:
 * @self: a page
 * @loading: whether what it shows first is still being read
 *
 * A window that is not shown yet waits a moment for a page that is loading, so that its first
 * frame has the content in it.
 */
void
td_page_set_loading (TdPage *self, gboolean loading)
{
  TdPagePrivate *priv = PRIVATE (self);

  g_return_if_fail (TD_IS_PAGE (self));

  loading = !!loading;
  if (priv->loading == loading)
    return;

  priv->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * td_page_get_badge:
 * @self: a page
 *
 * Returns: the number beside the page's name in the sidebar, 0: none
 */
guint
td_page_get_badge (TdPage *self)
{
  g_return_val_if_fail (TD_IS_PAGE (self), 0);

  return PRIVATE (self)->badge;
}

/**
 * td_page_set_badge:
 * @self: a page
 * @badge: the number beside the page's name in the sidebar, 0: none
 *
 * Sets how many things of this page wait for the user.
 */
void
td_page_set_badge (TdPage *self, guint badge)
{
  TdPagePrivate *priv = PRIVATE (self);

  g_return_if_fail (TD_IS_PAGE (self));

  if (priv->badge == badge)
    return;

  priv->badge = badge;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BADGE]);
}

void
td_page_shown (TdPage *self)
{
  g_return_if_fail (TD_IS_PAGE (self));

  if (TD_PAGE_GET_CLASS (self)->shown)
    TD_PAGE_GET_CLASS (self)->shown (self);
}

void
td_page_hidden (TdPage *self)
{
  g_return_if_fail (TD_IS_PAGE (self));

  if (TD_PAGE_GET_CLASS (self)->hidden)
    TD_PAGE_GET_CLASS (self)->hidden (self);
}

void
td_page_search_changed (TdPage *self, const char *text)
{
  g_return_if_fail (TD_IS_PAGE (self));

  if (TD_PAGE_GET_CLASS (self)->search_changed)
    TD_PAGE_GET_CLASS (self)->search_changed (self, text ? text : "");
}

gboolean
td_page_begin_search (TdPage *self)
{
  g_return_val_if_fail (TD_IS_PAGE (self), FALSE);

  return TD_PAGE_GET_CLASS (self)->begin_search && TD_PAGE_GET_CLASS (self)->begin_search (self);
}

void
td_page_flush (TdPage *self)
{
  g_return_if_fail (TD_IS_PAGE (self));

  if (TD_PAGE_GET_CLASS (self)->flush)
    TD_PAGE_GET_CLASS (self)->flush (self);
}

gboolean
td_page_open_files (TdPage *self, GListModel *files)
{
  g_return_val_if_fail (TD_IS_PAGE (self), FALSE);

  return TD_PAGE_GET_CLASS (self)->open_files && TD_PAGE_GET_CLASS (self)->open_files (self, files);
}

gboolean
td_page_focus_region (TdPage *self, int step)
{
  g_return_val_if_fail (TD_IS_PAGE (self), FALSE);

  return TD_PAGE_GET_CLASS (self)->focus_region &&
         TD_PAGE_GET_CLASS (self)->focus_region (self, step);
}

/**
 * td_page_step_back:
 * @self: a page
 * @step: 1 takes back, -1 makes again
 *
 * Returns: whether the page has steps of its own now, so that the file's are left alone
 */
gboolean
td_page_step_back (TdPage *self, int step)
{
  g_return_val_if_fail (TD_IS_PAGE (self), FALSE);

  return TD_PAGE_GET_CLASS (self)->step_back && TD_PAGE_GET_CLASS (self)->step_back (self, step);
}

static void
td_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TdPagePrivate *priv = PRIVATE (TD_PAGE (object));

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, priv->name);
      break;
    case PROP_LABEL:
      g_value_set_string (value, priv->label);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, priv->icon_name);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, priv->subtitle);
      break;
    case PROP_PRIMARY_LABEL:
      g_value_set_string (value, priv->primary_label);
      break;
    case PROP_PRIMARY_ACTION:
      g_value_set_string (value, priv->primary_action);
      break;
    case PROP_MENU:
      g_value_set_object (value, priv->menu);
      break;
    case PROP_SEARCHABLE:
      g_value_set_boolean (value, priv->searchable);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, priv->loading);
      break;
    case PROP_BADGE:
      g_value_set_uint (value, priv->badge);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
td_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TdPage *self = TD_PAGE (object);
  TdPagePrivate *priv = PRIVATE (self);

  switch (id)
    {
    case PROP_NAME:
      td_page_set_page_name (self, g_value_get_string (value));
      break;
    case PROP_LABEL:
      td_page_set_label (self, g_value_get_string (value));
      break;
    case PROP_ICON_NAME:
      td_page_set_icon_name (self, g_value_get_string (value));
      break;
    case PROP_TITLE:
      td_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      td_page_set_subtitle (self, g_value_get_string (value));
      break;
    case PROP_PRIMARY_LABEL:
      set_text (self, &priv->primary_label, g_value_get_string (value), id);
      break;
    case PROP_PRIMARY_ACTION:
      set_text (self, &priv->primary_action, g_value_get_string (value), id);
      break;
    case PROP_MENU:
      td_page_set_menu (self, g_value_get_object (value));
      break;
    case PROP_SEARCHABLE:
      td_page_set_searchable (self, g_value_get_boolean (value));
      break;
    case PROP_LOADING:
      td_page_set_loading (self, g_value_get_boolean (value));
      break;
    case PROP_BADGE:
      td_page_set_badge (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
td_page_finalize (GObject *object)
{
  TdPagePrivate *priv = PRIVATE (TD_PAGE (object));

  g_free (priv->name);
  g_free (priv->label);
  g_free (priv->icon_name);
  g_free (priv->title);
  g_free (priv->subtitle);
  g_free (priv->primary_label);
  g_free (priv->primary_action);
  g_clear_object (&priv->menu);
  g_clear_object (&priv->actions);

  G_OBJECT_CLASS (td_page_parent_class)->finalize (object);
}

static void
td_page_class_init (TdPageClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  static const struct
  {
    guint id;
    const char *name;
  } texts[] = {
    { PROP_NAME, "page-name" },
    { PROP_LABEL, "label" },
    { PROP_ICON_NAME, "icon-name" },
    { PROP_TITLE, "title" },
    { PROP_SUBTITLE, "subtitle" },
    { PROP_PRIMARY_LABEL, "primary-label" },
    { PROP_PRIMARY_ACTION, "primary-action" },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = td_page_get_property;
  object_class->set_property = td_page_set_property;
  object_class->finalize = td_page_finalize;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[texts[i].id] = g_param_spec_string (texts[i].name, NULL, NULL, NULL, flags);
  properties[PROP_MENU] = g_param_spec_object ("menu", NULL, NULL, G_TYPE_MENU_MODEL, flags);
  properties[PROP_SEARCHABLE] = g_param_spec_boolean ("searchable", NULL, NULL, FALSE, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_BADGE] = g_param_spec_uint ("badge", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
td_page_init (TdPage *self)
{
  TdPagePrivate *priv = PRIVATE (self);

  priv->actions = g_simple_action_group_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", G_ACTION_GROUP (priv->actions));
}
