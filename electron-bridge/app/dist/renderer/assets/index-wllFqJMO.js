var e = Object.create,
  t = Object.defineProperty,
  n = Object.getOwnPropertyDescriptor,
  r = Object.getOwnPropertyNames,
  i = Object.getPrototypeOf,
  a = Object.prototype.hasOwnProperty,
  o = (e, t) => () => (
    t || (e((t = { exports: {} }).exports, t, t.exports), (e = null)),
    t.exports
  ),
  s = (e, i, o, s) => {
    if ((i && typeof i == `object`) || typeof i == `function`)
      for (var c = r(i), l = 0, u = c.length, d; l < u; l++)
        ((d = c[l]),
          !a.call(e, d) &&
            d !== o &&
            t(e, d, {
              get: ((e) => i[e]).bind(null, d),
              enumerable: !(s = n(i, d)) || s.enumerable,
            }));
    return e;
  },
  c = (n, r, o) => (
    (o = n == null ? {} : e(i(n))),
    s(
      r || !n || !n.__esModule || !a.call(n, `default`)
        ? t(o, `default`, { value: n, enumerable: !0 })
        : o,
      n,
    )
  ),
  l = (e) => typeof e == `string`,
  u = (e) => typeof e == `function`,
  d = new Map(),
  f = `en`;
function p(e) {
  return [...(Array.isArray(e) ? e : [e]), f];
}
function m(e, t, n) {
  let r = p(e);
  n ||= `default`;
  let i;
  if (typeof n == `string`)
    switch (((i = { day: `numeric`, month: `short`, year: `numeric` }), n)) {
      case `full`:
        i.weekday = `long`;
      case `long`:
        i.month = `long`;
        break;
      case `short`:
        i.month = `numeric`;
    }
  else i = n;
  return v(
    () => y(`date`, r, n),
    () => new Intl.DateTimeFormat(r, i),
  ).format(l(t) ? new Date(t) : t);
}
function h(e, t, n) {
  let r;
  if (((n ||= `default`), typeof n == `string`))
    switch (((r = { second: `numeric`, minute: `numeric`, hour: `numeric` }), n)) {
      case `full`:
      case `long`:
        r.timeZoneName = `short`;
        break;
      case `short`:
        delete r.second;
    }
  else r = n;
  return m(e, t, r);
}
function g(e, t, n) {
  let r = p(e);
  return v(
    () => y(`number`, r, n),
    () => new Intl.NumberFormat(r, n),
  ).format(t);
}
function _(e, t, n, { offset: r = 0, ...i }) {
  let a = p(e),
    o = t
      ? v(
          () => y(`plural-ordinal`, a),
          () => new Intl.PluralRules(a, { type: `ordinal` }),
        )
      : v(
          () => y(`plural-cardinal`, a),
          () => new Intl.PluralRules(a, { type: `cardinal` }),
        );
  return i[n] ?? i[o.select(n - r)] ?? i.other;
}
function v(e, t) {
  let n = e(),
    r = d.get(n);
  return (r || ((r = t()), d.set(n, r)), r);
}
function y(e, t, n) {
  return `${e}-${t.join(`-`)}-${JSON.stringify(n)}`;
}
var b = /\\u[a-fA-F0-9]{4}|\\x[a-fA-F0-9]{2}/,
  x = (e) =>
    e.replace(/\\u([a-fA-F0-9]{4})|\\x([a-fA-F0-9]{2})/g, (e, t, n) => {
      if (t) {
        let e = parseInt(t, 16);
        return String.fromCharCode(e);
      }
      {
        let e = parseInt(n, 16);
        return String.fromCharCode(e);
      }
    }),
  S = `%__lingui_octothorpe__%`,
  C = (e, t, n = {}) => {
    let r = t || e,
      i = (e) => (typeof e == `object` ? e : n[e]),
      a = (e, t) => {
        let a = Object.keys(n).length ? i(`number`) : void 0,
          o = g(r, e, a);
        return t.replace(new RegExp(S, `g`), o);
      };
    return {
      plural: (e, t) => {
        let { offset: n = 0 } = t,
          i = _(r, !1, e, t);
        return a(e - n, i);
      },
      selectordinal: (e, t) => {
        let { offset: n = 0 } = t,
          i = _(r, !0, e, t);
        return a(e - n, i);
      },
      select: w,
      number: (e, t) => g(r, e, i(t) || { style: t }),
      date: (e, t) => m(r, e, i(t) || t),
      time: (e, t) => h(r, e, i(t) || t),
    };
  },
  w = (e, t) => t[e] ?? t.other;
function T(e, t, n) {
  return (r = {}, i) => {
    let a = C(t, n, i),
      o = (e, t = !1) =>
        Array.isArray(e)
          ? e.reduce((e, n) => {
              if (n === `#` && t) return e + S;
              if (l(n)) return e + n;
              let [i, s, c] = n,
                u = {};
              s === `plural` || s === `selectordinal` || s === `select`
                ? Object.entries(c).forEach(([e, t]) => {
                    u[e] = o(t, s === `plural` || s === `selectordinal`);
                  })
                : (u = c);
              let d;
              if (s) {
                let e = a[s];
                d = e(r[i], u);
              } else d = r[i];
              return d == null ? e : e + d;
            }, ``)
          : e,
      s = o(e);
    return l(s) && b.test(s) ? x(s) : l(s) ? s : s ? String(s) : ``;
  };
}
var ee = Object.defineProperty,
  E = (e, t, n) =>
    t in e ? ee(e, t, { enumerable: !0, configurable: !0, writable: !0, value: n }) : (e[t] = n),
  te = (e, t, n) => (E(e, typeof t == `symbol` ? t : t + ``, n), n),
  D = class {
    constructor() {
      te(this, `_events`, {});
    }
    on(e, t) {
      var n;
      return (
        (n = this._events)[e] ?? (n[e] = []),
        this._events[e].push(t),
        () => this.removeListener(e, t)
      );
    }
    removeListener(e, t) {
      let n = this._getListeners(e);
      if (!n) return;
      let r = n.indexOf(t);
      ~r && n.splice(r, 1);
    }
    emit(e, ...t) {
      let n = this._getListeners(e);
      n && n.map((e) => e.apply(this, t));
    }
    _getListeners(e) {
      let t = this._events[e];
      return Array.isArray(t) ? t : !1;
    }
  },
  ne = Object.defineProperty,
  O = (e, t, n) =>
    t in e ? ne(e, t, { enumerable: !0, configurable: !0, writable: !0, value: n }) : (e[t] = n),
  re = (e, t, n) => (O(e, typeof t == `symbol` ? t : t + ``, n), n),
  ie = class extends D {
    constructor(e) {
      (super(),
        re(this, `_locale`, ``),
        re(this, `_locales`),
        re(this, `_localeData`, {}),
        re(this, `_messages`, {}),
        re(this, `_missing`),
        re(this, `_messageCompiler`),
        re(this, `t`, this._.bind(this)),
        e.missing != null && (this._missing = e.missing),
        e.messages != null && this.load(e.messages),
        e.localeData != null && this.loadLocaleData(e.localeData),
        (typeof e.locale == `string` || e.locales) && this.activate(e.locale ?? f, e.locales));
    }
    get locale() {
      return this._locale;
    }
    get locales() {
      return this._locales;
    }
    get messages() {
      return this._messages[this._locale] ?? {};
    }
    get localeData() {
      return this._localeData[this._locale] ?? {};
    }
    _loadLocaleData(e, t) {
      let n = this._localeData[e];
      n ? Object.assign(n, t) : (this._localeData[e] = t);
    }
    setMessagesCompiler(e) {
      return ((this._messageCompiler = e), this);
    }
    loadLocaleData(e, t) {
      (typeof e == `string`
        ? this._loadLocaleData(e, t)
        : Object.keys(e).forEach((t) => this._loadLocaleData(t, e[t])),
        this.emit(`change`));
    }
    _load(e, t) {
      let n = this._messages[e];
      n ? Object.assign(n, t) : (this._messages[e] = t);
    }
    load(e, t) {
      (typeof e == `string` && typeof t == `object`
        ? this._load(e, t)
        : Object.entries(e).forEach(([e, t]) => this._load(e, t)),
        this.emit(`change`));
    }
    loadAndActivate({ locale: e, locales: t, messages: n }) {
      ((this._locale = e),
        (this._locales = t || void 0),
        (this._messages[this._locale] = n),
        this.emit(`change`));
    }
    activate(e, t) {
      ((this._locale = e), (this._locales = t), this.emit(`change`));
    }
    _(e, t, n) {
      if (!this.locale)
        throw Error(`Lingui: Attempted to call a translation function without setting a locale.
Make sure to call \`i18n.activate(locale)\` before using Lingui functions.
This issue may also occur due to a race condition in your initialization logic.`);
      let r = n?.message;
      ((e ||= ``), l(e) || ((t = e.values || t), (r = e.message), (e = e.id)));
      let i = this.messages[e],
        a = i === void 0,
        o = this._missing;
      if (o && a) return u(o) ? o(this._locale, e) : o;
      a && this.emit(`missing`, { id: e, locale: this._locale });
      let s = i || r || e;
      return (
        l(s) &&
          (this._messageCompiler
            ? (s = this._messageCompiler(s))
            : console.warn(`Uncompiled message detected! Message:

> ${s}

That means you use raw catalog or your catalog doesn't have a translation for the message and fallback was used.
ICU features such as interpolation and plurals will not work properly for that message. 

Please compile your catalog first. 
`)),
        l(s) && b.test(s) ? x(s) : l(s) ? s : T(s, this._locale, this._locales)(t, n?.formats)
      );
    }
    date(e, t) {
      return m(this._locales || this._locale, e, t);
    }
    number(e, t) {
      return g(this._locales || this._locale, e, t);
    }
  };
function ae(e = {}) {
  return new ie(e);
}
var oe = ae(),
  se = o((e) => {
    var t = Symbol.for(`react.transitional.element`),
      n = Symbol.for(`react.fragment`);
    function r(e, n, r) {
      var i = null;
      if ((r !== void 0 && (i = `` + r), n.key !== void 0 && (i = `` + n.key), `key` in n))
        for (var a in ((r = {}), n)) a !== `key` && (r[a] = n[a]);
      else r = n;
      return (
        (n = r.ref),
        { $$typeof: t, type: e, key: i, ref: n === void 0 ? null : n, props: r }
      );
    }
    ((e.Fragment = n), (e.jsx = r), (e.jsxs = r));
  }),
  ce = o((e, t) => {
    t.exports = se();
  }),
  le = o((e) => {
    var t = Symbol.for(`react.transitional.element`),
      n = Symbol.for(`react.portal`),
      r = Symbol.for(`react.fragment`),
      i = Symbol.for(`react.strict_mode`),
      a = Symbol.for(`react.profiler`),
      o = Symbol.for(`react.consumer`),
      s = Symbol.for(`react.context`),
      c = Symbol.for(`react.forward_ref`),
      l = Symbol.for(`react.suspense`),
      u = Symbol.for(`react.memo`),
      d = Symbol.for(`react.lazy`),
      f = Symbol.for(`react.activity`),
      p = Symbol.for(`react.view_transition`),
      m = Symbol.iterator;
    function h(e) {
      return typeof e != `object` || !e
        ? null
        : ((e = (m && e[m]) || e[`@@iterator`]), typeof e == `function` ? e : null);
    }
    var g = {
        isMounted: function () {
          return !1;
        },
        enqueueForceUpdate: function () {},
        enqueueReplaceState: function () {},
        enqueueSetState: function () {},
      },
      _ = Object.assign,
      v = {};
    function y(e, t, n) {
      ((this.props = e), (this.context = t), (this.refs = v), (this.updater = n || g));
    }
    ((y.prototype.isReactComponent = {}),
      (y.prototype.setState = function (e, t) {
        if (typeof e != `object` && typeof e != `function` && e != null)
          throw Error(
            `takes an object of state variables to update or a function which returns an object of state variables.`,
          );
        this.updater.enqueueSetState(this, e, t, `setState`);
      }),
      (y.prototype.forceUpdate = function (e) {
        this.updater.enqueueForceUpdate(this, e, `forceUpdate`);
      }));
    function b() {}
    b.prototype = y.prototype;
    function x(e, t, n) {
      ((this.props = e), (this.context = t), (this.refs = v), (this.updater = n || g));
    }
    var S = (x.prototype = new b());
    ((S.constructor = x), _(S, y.prototype), (S.isPureReactComponent = !0));
    var C = Array.isArray;
    function w() {}
    var T = { H: null, A: null, T: null, S: null },
      ee = Object.prototype.hasOwnProperty;
    function E(e, n, r) {
      var i = r.ref;
      return { $$typeof: t, type: e, key: n, ref: i === void 0 ? null : i, props: r };
    }
    function te(e, t) {
      return E(e.type, t, e.props);
    }
    function D(e) {
      return typeof e == `object` && !!e && e.$$typeof === t;
    }
    function ne(e) {
      var t = { "=": `=0`, ":": `=2` };
      return (
        `$` +
        e.replace(/[=:]/g, function (e) {
          return t[e];
        })
      );
    }
    var O = /\/+/g;
    function re(e, t) {
      return typeof e == `object` && e && e.key != null ? ne(`` + e.key) : t.toString(36);
    }
    function ie(e) {
      switch (e.status) {
        case `fulfilled`:
          return e.value;
        case `rejected`:
          throw e.reason;
        default:
          switch (
            (typeof e.status == `string`
              ? e.then(w, w)
              : ((e.status = `pending`),
                e.then(
                  function (t) {
                    e.status === `pending` && ((e.status = `fulfilled`), (e.value = t));
                  },
                  function (t) {
                    e.status === `pending` && ((e.status = `rejected`), (e.reason = t));
                  },
                )),
            e.status)
          ) {
            case `fulfilled`:
              return e.value;
            case `rejected`:
              throw e.reason;
          }
      }
      throw e;
    }
    function ae(e, r, i, a, o) {
      var s = typeof e;
      (s === `undefined` || s === `boolean`) && (e = null);
      var c = !1;
      if (e === null) c = !0;
      else
        switch (s) {
          case `bigint`:
          case `string`:
          case `number`:
            c = !0;
            break;
          case `object`:
            switch (e.$$typeof) {
              case t:
              case n:
                c = !0;
                break;
              case d:
                return ((c = e._init), ae(c(e._payload), r, i, a, o));
            }
        }
      if (c)
        return (
          (o = o(e)),
          (c = a === `` ? `.` + re(e, 0) : a),
          C(o)
            ? ((i = ``),
              c != null && (i = c.replace(O, `$&/`) + `/`),
              ae(o, r, i, ``, function (e) {
                return e;
              }))
            : o != null &&
              (D(o) &&
                (o = te(
                  o,
                  i +
                    (o.key == null || (e && e.key === o.key)
                      ? ``
                      : (`` + o.key).replace(O, `$&/`) + `/`) +
                    c,
                )),
              r.push(o)),
          1
        );
      c = 0;
      var l = a === `` ? `.` : a + `:`;
      if (C(e))
        for (var u = 0; u < e.length; u++)
          ((a = e[u]), (s = l + re(a, u)), (c += ae(a, r, i, s, o)));
      else if (((u = h(e)), typeof u == `function`))
        for (e = u.call(e), u = 0; !(a = e.next()).done; )
          ((a = a.value), (s = l + re(a, u++)), (c += ae(a, r, i, s, o)));
      else if (s === `object`) {
        if (typeof e.then == `function`) return ae(ie(e), r, i, a, o);
        throw (
          (r = String(e)),
          Error(
            `Objects are not valid as a React child (found: ` +
              (r === `[object Object]`
                ? `object with keys {` + Object.keys(e).join(`, `) + `}`
                : r) +
              `). If you meant to render a collection of children, use an array instead.`,
          )
        );
      }
      return c;
    }
    function oe(e, t, n) {
      if (e == null) return e;
      var r = [],
        i = 0;
      return (
        ae(e, r, ``, ``, function (e) {
          return t.call(n, e, i++);
        }),
        r
      );
    }
    function se(e) {
      if (e._status === -1) {
        var t = e._result,
          n = t();
        (n.then(
          function (t) {
            (e._status === 0 || e._status === -1) &&
              ((e._status = 1),
              (e._result = t),
              n.status === void 0 && ((n.status = `fulfilled`), (n.value = t)));
          },
          function (t) {
            (e._status === 0 || e._status === -1) &&
              ((e._status = 2),
              (e._result = t),
              n.status === void 0 && ((n.status = `rejected`), (n.reason = t)));
          },
        ),
          e._status === -1 && ((e._status = 0), (e._result = n)));
      }
      if (e._status === 1) return e._result.default;
      throw e._result;
    }
    var ce =
      typeof reportError == `function`
        ? reportError
        : function (e) {
            if (typeof window == `object` && typeof window.ErrorEvent == `function`) {
              var t = new window.ErrorEvent(`error`, {
                bubbles: !0,
                cancelable: !0,
                message:
                  typeof e == `object` && e && typeof e.message == `string`
                    ? String(e.message)
                    : String(e),
                error: e,
              });
              if (!window.dispatchEvent(t)) return;
            } else if (typeof process == `object` && typeof process.emit == `function`) {
              process.emit(`uncaughtException`, e);
              return;
            }
            console.error(e);
          };
    function le(e) {
      var t = T.T,
        n = {};
      ((n.types = t === null ? null : t.types), (T.T = n));
      try {
        var r = e(),
          i = T.S;
        (i !== null && i(n, r),
          typeof r == `object` && r && typeof r.then == `function` && r.then(w, ce));
      } catch (e) {
        ce(e);
      } finally {
        (t !== null && n.types !== null && (t.types = n.types), (T.T = t));
      }
    }
    function ue(e) {
      var t = T.T;
      if (t !== null) {
        var n = t.types;
        n === null ? (t.types = [e]) : n.indexOf(e) === -1 && n.push(e);
      } else le(ue.bind(null, e));
    }
    var k = {
      map: oe,
      forEach: function (e, t, n) {
        oe(
          e,
          function () {
            t.apply(this, arguments);
          },
          n,
        );
      },
      count: function (e) {
        var t = 0;
        return (
          oe(e, function () {
            t++;
          }),
          t
        );
      },
      toArray: function (e) {
        return (
          oe(e, function (e) {
            return e;
          }) || []
        );
      },
      only: function (e) {
        if (!D(e))
          throw Error(`React.Children.only expected to receive a single React element child.`);
        return e;
      },
    };
    ((e.Activity = f),
      (e.Children = k),
      (e.Component = y),
      (e.Fragment = r),
      (e.Profiler = a),
      (e.PureComponent = x),
      (e.StrictMode = i),
      (e.Suspense = l),
      (e.ViewTransition = p),
      (e.__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE = T),
      (e.__COMPILER_RUNTIME = {
        __proto__: null,
        c: function (e) {
          return T.H.useMemoCache(e);
        },
      }),
      (e.addTransitionType = ue),
      (e.cache = function (e) {
        return function () {
          return e.apply(null, arguments);
        };
      }),
      (e.cacheSignal = function () {
        return null;
      }),
      (e.cloneElement = function (e, t, n) {
        if (e == null)
          throw Error(`The argument must be a React element, but you passed ` + e + `.`);
        var r = _({}, e.props),
          i = e.key;
        if (t != null)
          for (a in (t.key !== void 0 && (i = `` + t.key), t))
            !ee.call(t, a) ||
              a === `key` ||
              a === `__self` ||
              a === `__source` ||
              (a === `ref` && t.ref === void 0) ||
              (r[a] = t[a]);
        var a = arguments.length - 2;
        if (a === 1) r.children = n;
        else if (1 < a) {
          for (var o = Array(a), s = 0; s < a; s++) o[s] = arguments[s + 2];
          r.children = o;
        }
        return E(e.type, i, r);
      }),
      (e.createContext = function (e) {
        return (
          (e = {
            $$typeof: s,
            _currentValue: e,
            _currentValue2: e,
            _threadCount: 0,
            Provider: null,
            Consumer: null,
          }),
          (e.Provider = e),
          (e.Consumer = { $$typeof: o, _context: e }),
          e
        );
      }),
      (e.createElement = function (e, t, n) {
        var r,
          i = {},
          a = null;
        if (t != null)
          for (r in (t.key !== void 0 && (a = `` + t.key), t))
            ee.call(t, r) && r !== `key` && r !== `__self` && r !== `__source` && (i[r] = t[r]);
        var o = arguments.length - 2;
        if (o === 1) i.children = n;
        else if (1 < o) {
          for (var s = Array(o), c = 0; c < o; c++) s[c] = arguments[c + 2];
          i.children = s;
        }
        if (e && e.defaultProps)
          for (r in ((o = e.defaultProps), o)) i[r] === void 0 && (i[r] = o[r]);
        return E(e, a, i);
      }),
      (e.createRef = function () {
        return { current: null };
      }),
      (e.forwardRef = function (e) {
        return { $$typeof: c, render: e };
      }),
      (e.isValidElement = D),
      (e.lazy = function (e) {
        return { $$typeof: d, _payload: { _status: -1, _result: e }, _init: se };
      }),
      (e.memo = function (e, t) {
        return { $$typeof: u, type: e, compare: t === void 0 ? null : t };
      }),
      (e.startTransition = le),
      (e.unstable_useCacheRefresh = function () {
        return T.H.useCacheRefresh();
      }),
      (e.use = function (e) {
        return T.H.use(e);
      }),
      (e.useActionState = function (e, t, n) {
        return T.H.useActionState(e, t, n);
      }),
      (e.useCallback = function (e, t) {
        return T.H.useCallback(e, t);
      }),
      (e.useContext = function (e) {
        return T.H.useContext(e);
      }),
      (e.useDebugValue = function () {}),
      (e.useDeferredValue = function (e, t) {
        return T.H.useDeferredValue(e, t);
      }),
      (e.useEffect = function (e, t) {
        return T.H.useEffect(e, t);
      }),
      (e.useEffectEvent = function (e) {
        return T.H.useEffectEvent(e);
      }),
      (e.useId = function () {
        return T.H.useId();
      }),
      (e.useImperativeHandle = function (e, t, n) {
        return T.H.useImperativeHandle(e, t, n);
      }),
      (e.useInsertionEffect = function (e, t) {
        return T.H.useInsertionEffect(e, t);
      }),
      (e.useLayoutEffect = function (e, t) {
        return T.H.useLayoutEffect(e, t);
      }),
      (e.useMemo = function (e, t) {
        return T.H.useMemo(e, t);
      }),
      (e.useOptimistic = function (e, t) {
        return T.H.useOptimistic(e, t);
      }),
      (e.useReducer = function (e, t, n) {
        return T.H.useReducer(e, t, n);
      }),
      (e.useRef = function (e) {
        return T.H.useRef(e);
      }),
      (e.useState = function (e) {
        return T.H.useState(e);
      }),
      (e.useSyncExternalStore = function (e, t, n) {
        return T.H.useSyncExternalStore(e, t, n);
      }),
      (e.useTransition = function () {
        return T.H.useTransition();
      }),
      (e.version = `19.3.1`));
  }),
  ue = o((e, t) => {
    t.exports = le();
  }),
  k = ce(),
  A = c(ue(), 1),
  de = /<([a-zA-Z0-9]+)>([\s\S]*?)<\/\1>|<([a-zA-Z0-9]+)\/>/,
  fe = {
    area: !0,
    base: !0,
    br: !0,
    col: !0,
    embed: !0,
    hr: !0,
    img: !0,
    input: !0,
    keygen: !0,
    link: !0,
    meta: !0,
    param: !0,
    source: !0,
    track: !0,
    wbr: !0,
    menuitem: !0,
  };
function pe(e, t = {}) {
  let n = e.split(de);
  if (n.length === 1) return e;
  let r = he(0, `$lingui$`),
    i = [],
    a = n.shift();
  a && i.push(a);
  for (let [e, a, o] of me(n)) {
    let n = e === void 0 ? void 0 : t[e];
    ((!n || (fe[n.type] && a)) &&
      (console.error(
        n
          ? `${n.type} is a void element tag therefore it must have no children`
          : `Can't use element at index '${e}' as it is not declared in the original translation`,
      ),
      (n = (0, k.jsx)(k.Fragment, {}))),
      Array.isArray(n) && (n = (0, k.jsx)(k.Fragment, { children: n })),
      i.push((0, A.cloneElement)(n, { key: r() }, a ? pe(a, t) : n.props.children)),
      o && i.push(o));
  }
  return i.length === 1 ? i[0] : i;
}
function me(e) {
  if (!e.length) return [];
  let [t, n, r, i] = e.slice(0, 4);
  return [[t || r, n || ``, i]].concat(me(e.slice(4, e.length)));
}
var he =
  (e = 0, t = ``) =>
  () =>
    `${t}_${e++}`;
function ge(e) {
  let {
      render: t,
      component: n,
      id: r,
      message: i,
      formats: a,
      lingui: { i18n: o, defaultComponent: s },
    } = e,
    { values: c, components: l } = j(e),
    u = o && typeof o._ == `function` ? o._(r, c, { message: i, formats: a }) : r,
    d = u ? pe(u, l) : null;
  if (t === null || n === null) return d;
  let f = s || _e,
    p = { id: r, message: i, translation: d, children: d };
  if (t && n)
    console.error(
      "You can't use both `component` and `render` prop at the same time. `component` is ignored.",
    );
  else if (t && typeof t != `function`)
    console.error(
      `Invalid value supplied to prop \`render\`. It must be a function, provided ${t}`,
    );
  else if (n && typeof n != `function`)
    return (
      console.error(
        `Invalid value supplied to prop \`component\`. It must be a React component, provided ${n}`,
      ),
      (0, k.jsx)(f, { ...p, children: d })
    );
  return typeof t == `function` ? t(p) : (0, k.jsx)(n || f, { ...p, children: d });
}
var _e = ({ children: e }) => e,
  j = (e) => {
    if (!e.values) return { values: void 0, components: e.components };
    let t = { ...e.values },
      n = { ...e.components };
    return (
      Object.entries(e.values).forEach(([e, r]) => {
        if (typeof r == `string` || typeof r == `number`) return;
        let i = Object.keys(n).length;
        ((n[i] = (0, k.jsx)(k.Fragment, { children: r })), (t[e] = `<${i}/>`));
      }),
      { values: t, components: n }
    );
  },
  M = (0, A.createContext)(null),
  ve = (e) => (0, A.useContext)(M);
function ye() {
  return ve();
}
var be = ({ i18n: e, defaultComponent: t, children: n }) => {
  let r = (0, A.useRef)(e.locale),
    i = (0, A.useCallback)(() => ({ i18n: e, defaultComponent: t, _: e.t.bind(e) }), [e, t]),
    [a, o] = (0, A.useState)(i());
  return (
    (0, A.useEffect)(() => {
      let t = () => {
          ((r.current = e.locale), o(i()));
        },
        n = e.on(`change`, t);
      return (r.current !== e.locale && t(), n);
    }, [e, i]),
    r.current ? (0, k.jsx)(M.Provider, { value: a, children: n }) : null
  );
};
function xe(e) {
  let t = ve(void 0);
  return (0, k.jsx)(ge, { ...e, lingui: t });
}
var Se = o((e) => {
    function t(e, t) {
      var n = e.length;
      e.push(t);
      a: for (; 0 < n; ) {
        var r = (n - 1) >>> 1,
          a = e[r];
        if (0 < i(a, t)) ((e[r] = t), (e[n] = a), (n = r));
        else break a;
      }
    }
    function n(e) {
      return e.length === 0 ? null : e[0];
    }
    function r(e) {
      if (e.length === 0) return null;
      var t = e[0],
        n = e.pop();
      if (n !== t) {
        e[0] = n;
        a: for (var r = 0, a = e.length, o = a >>> 1; r < o; ) {
          var s = 2 * (r + 1) - 1,
            c = e[s],
            l = s + 1,
            u = e[l];
          if (0 > i(c, n))
            l < a && 0 > i(u, c)
              ? ((e[r] = u), (e[l] = n), (r = l))
              : ((e[r] = c), (e[s] = n), (r = s));
          else if (l < a && 0 > i(u, n)) ((e[r] = u), (e[l] = n), (r = l));
          else break a;
        }
      }
      return t;
    }
    function i(e, t) {
      var n = e.sortIndex - t.sortIndex;
      return n === 0 ? e.id - t.id : n;
    }
    if (
      ((e.unstable_now = void 0),
      typeof performance == `object` && typeof performance.now == `function`)
    ) {
      var a = performance;
      e.unstable_now = function () {
        return a.now();
      };
    } else {
      var o = Date,
        s = o.now();
      e.unstable_now = function () {
        return o.now() - s;
      };
    }
    var c = [],
      l = [],
      u = 1,
      d = null,
      f = 3,
      p = !1,
      m = !1,
      h = !1,
      g = !1,
      _ = typeof setTimeout == `function` ? setTimeout : null,
      v = typeof clearTimeout == `function` ? clearTimeout : null,
      y = typeof setImmediate < `u` ? setImmediate : null;
    function b(e) {
      for (var i = n(l); i !== null; ) {
        if (i.callback === null) r(l);
        else if (i.startTime <= e) (r(l), (i.sortIndex = i.expirationTime), t(c, i));
        else break;
        i = n(l);
      }
    }
    function x(e) {
      if (((h = !1), b(e), !m)) {
        if (n(c) !== null) ((m = !0), S || ((S = !0), te()));
        else {
          var t = n(l);
          t !== null && O(x, t.startTime - e);
        }
      }
    }
    var S = !1,
      C = -1,
      w = 5,
      T = -1;
    function ee() {
      return g ? !0 : !(e.unstable_now() - T < w);
    }
    function E() {
      if (((g = !1), S)) {
        var t = e.unstable_now();
        T = t;
        var i = !0;
        try {
          a: {
            ((m = !1), h && ((h = !1), v(C), (C = -1)), (p = !0));
            var a = f;
            try {
              b: {
                for (b(t), d = n(c); d !== null && !(d.expirationTime > t && ee()); ) {
                  var o = d.callback;
                  if (typeof o == `function`) {
                    ((d.callback = null), (f = d.priorityLevel));
                    var s = o(d.expirationTime <= t);
                    if (((t = e.unstable_now()), typeof s == `function`)) {
                      ((d.callback = s), b(t), (i = !0));
                      break b;
                    }
                    (d === n(c) && r(c), b(t));
                  } else r(c);
                  d = n(c);
                }
                if (d !== null) i = !0;
                else {
                  var u = n(l);
                  (u !== null && O(x, u.startTime - t), (i = !1));
                }
              }
              break a;
            } finally {
              ((d = null), (f = a), (p = !1));
            }
            i = void 0;
          }
        } finally {
          i ? te() : (S = !1);
        }
      }
    }
    var te;
    if (typeof y == `function`)
      te = function () {
        y(E);
      };
    else if (typeof MessageChannel < `u`) {
      var D = new MessageChannel(),
        ne = D.port2;
      ((D.port1.onmessage = E),
        (te = function () {
          ne.postMessage(null);
        }));
    } else
      te = function () {
        _(E, 0);
      };
    function O(t, n) {
      C = _(function () {
        t(e.unstable_now());
      }, n);
    }
    ((e.unstable_IdlePriority = 5),
      (e.unstable_ImmediatePriority = 1),
      (e.unstable_LowPriority = 4),
      (e.unstable_NormalPriority = 3),
      (e.unstable_Profiling = null),
      (e.unstable_UserBlockingPriority = 2),
      (e.unstable_cancelCallback = function (e) {
        e.callback = null;
      }),
      (e.unstable_forceFrameRate = function (e) {
        0 > e || 125 < e
          ? console.error(
              `forceFrameRate takes a positive int between 0 and 125, forcing frame rates higher than 125 fps is not supported`,
            )
          : (w = 0 < e ? Math.floor(1e3 / e) : 5);
      }),
      (e.unstable_getCurrentPriorityLevel = function () {
        return f;
      }),
      (e.unstable_next = function (e) {
        switch (f) {
          case 1:
          case 2:
          case 3:
            var t = 3;
            break;
          default:
            t = f;
        }
        var n = f;
        f = t;
        try {
          return e();
        } finally {
          f = n;
        }
      }),
      (e.unstable_requestPaint = function () {
        g = !0;
      }),
      (e.unstable_runWithPriority = function (e, t) {
        switch (e) {
          case 1:
          case 2:
          case 3:
          case 4:
          case 5:
            break;
          default:
            e = 3;
        }
        var n = f;
        f = e;
        try {
          return t();
        } finally {
          f = n;
        }
      }),
      (e.unstable_scheduleCallback = function (r, i, a) {
        var o = e.unstable_now();
        switch (
          (typeof a == `object` && a
            ? ((a = a.delay), (a = typeof a == `number` && 0 < a ? o + a : o))
            : (a = o),
          r)
        ) {
          case 1:
            var s = -1;
            break;
          case 2:
            s = 250;
            break;
          case 5:
            s = 1073741823;
            break;
          case 4:
            s = 1e4;
            break;
          default:
            s = 5e3;
        }
        return (
          (s = a + s),
          (r = {
            id: u++,
            callback: i,
            priorityLevel: r,
            startTime: a,
            expirationTime: s,
            sortIndex: -1,
          }),
          a > o
            ? ((r.sortIndex = a),
              t(l, r),
              n(c) === null && r === n(l) && (h ? (v(C), (C = -1)) : (h = !0), O(x, a - o)))
            : ((r.sortIndex = s), t(c, r), m || p || ((m = !0), S || ((S = !0), te()))),
          r
        );
      }),
      (e.unstable_shouldYield = ee),
      (e.unstable_wrapCallback = function (e) {
        var t = f;
        return function () {
          var n = f;
          f = t;
          try {
            return e.apply(this, arguments);
          } finally {
            f = n;
          }
        };
      }));
  }),
  Ce = o((e, t) => {
    t.exports = Se();
  }),
  we = o((e) => {
    var t = ue();
    function n(e) {
      var t = `https://react.dev/errors/` + e;
      if (1 < arguments.length) {
        t += `?args[]=` + encodeURIComponent(arguments[1]);
        for (var n = 2; n < arguments.length; n++)
          t += `&args[]=` + encodeURIComponent(arguments[n]);
      }
      return (
        `Minified React error #` +
        e +
        `; visit ` +
        t +
        ` for the full message or use the non-minified dev environment for full errors and additional helpful warnings.`
      );
    }
    function r() {}
    var i = {
        d: {
          f: r,
          r: function () {
            throw Error(n(522));
          },
          D: r,
          C: r,
          L: r,
          m: r,
          X: r,
          S: r,
          M: r,
        },
        p: 0,
        findDOMNode: null,
      },
      a = Symbol.for(`react.portal`),
      o = Symbol.for(`react.recoverable`),
      s = Symbol.for(`react.optimistic_key`);
    function c(e, t, n) {
      var r = 3 < arguments.length && arguments[3] !== void 0 ? arguments[3] : null;
      return {
        $$typeof: a,
        key: r == null ? null : r === s ? s : `` + r,
        children: e,
        containerInfo: t,
        implementation: n,
      };
    }
    var l = t.__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE;
    function u(e, t) {
      if (e === `font`) return ``;
      if (typeof t == `string`) return t === `use-credentials` ? t : ``;
    }
    ((e.__DOM_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE = i),
      (e.browser = function (e) {
        return { $$typeof: o, _reason: e };
      }),
      (e.createPortal = function (e, t) {
        var r = 2 < arguments.length && arguments[2] !== void 0 ? arguments[2] : null;
        if (!t || (t.nodeType !== 1 && t.nodeType !== 9 && t.nodeType !== 11)) throw Error(n(299));
        return c(e, t, null, r);
      }),
      (e.flushSync = function (e) {
        var t = l.T,
          n = i.p;
        try {
          if (((l.T = null), (i.p = 2), e)) return e();
        } finally {
          ((l.T = t), (i.p = n), i.d.f());
        }
      }),
      (e.preconnect = function (e, t) {
        typeof e == `string` &&
          (t
            ? ((t = t.crossOrigin),
              (t = typeof t == `string` ? (t === `use-credentials` ? t : ``) : void 0))
            : (t = null),
          i.d.C(e, t));
      }),
      (e.prefetchDNS = function (e) {
        typeof e == `string` && i.d.D(e);
      }),
      (e.preinit = function (e, t) {
        if (typeof e == `string` && t && typeof t.as == `string`) {
          var n = t.as,
            r = u(n, t.crossOrigin),
            a = typeof t.integrity == `string` ? t.integrity : void 0,
            o = typeof t.fetchPriority == `string` ? t.fetchPriority : void 0;
          n === `style`
            ? i.d.S(e, typeof t.precedence == `string` ? t.precedence : void 0, {
                crossOrigin: r,
                integrity: a,
                fetchPriority: o,
              })
            : n === `script` &&
              i.d.X(e, {
                crossOrigin: r,
                integrity: a,
                fetchPriority: o,
                nonce: typeof t.nonce == `string` ? t.nonce : void 0,
              });
        }
      }),
      (e.preinitModule = function (e, t) {
        if (typeof e == `string`) {
          if (typeof t == `object` && t) {
            if (t.as == null || t.as === `script`) {
              var n = u(t.as, t.crossOrigin);
              i.d.M(e, {
                crossOrigin: n,
                integrity: typeof t.integrity == `string` ? t.integrity : void 0,
                nonce: typeof t.nonce == `string` ? t.nonce : void 0,
                fetchPriority: typeof t.fetchPriority == `string` ? t.fetchPriority : void 0,
              });
            }
          } else t ?? i.d.M(e);
        }
      }),
      (e.preload = function (e, t) {
        if (typeof e == `string` && typeof t == `object` && t && typeof t.as == `string`) {
          var n = t.as,
            r = u(n, t.crossOrigin);
          i.d.L(e, n, {
            crossOrigin: r,
            integrity: typeof t.integrity == `string` ? t.integrity : void 0,
            nonce: typeof t.nonce == `string` ? t.nonce : void 0,
            type: typeof t.type == `string` ? t.type : void 0,
            fetchPriority: typeof t.fetchPriority == `string` ? t.fetchPriority : void 0,
            referrerPolicy: typeof t.referrerPolicy == `string` ? t.referrerPolicy : void 0,
            imageSrcSet: typeof t.imageSrcSet == `string` ? t.imageSrcSet : void 0,
            imageSizes: typeof t.imageSizes == `string` ? t.imageSizes : void 0,
            media: typeof t.media == `string` ? t.media : void 0,
          });
        }
      }),
      (e.preloadModule = function (e, t) {
        if (typeof e == `string`) {
          if (t) {
            var n = u(t.as, t.crossOrigin);
            i.d.m(e, {
              as: typeof t.as == `string` && t.as !== `script` ? t.as : void 0,
              crossOrigin: n,
              integrity: typeof t.integrity == `string` ? t.integrity : void 0,
              nonce: typeof t.nonce == `string` ? t.nonce : void 0,
              fetchPriority: typeof t.fetchPriority == `string` ? t.fetchPriority : void 0,
            });
          } else i.d.m(e);
        }
      }),
      (e.requestFormReset = function (e) {
        i.d.r(e);
      }),
      (e.unstable_batchedUpdates = function (e, t) {
        return e(t);
      }),
      (e.useFormState = function (e, t, n) {
        return l.H.useFormState(e, t, n);
      }),
      (e.useFormStatus = function () {
        return l.H.useHostTransitionStatus();
      }),
      (e.version = `19.3.1`));
  }),
  Te = o((e, t) => {
    function n() {
      if (
        typeof __REACT_DEVTOOLS_GLOBAL_HOOK__ < `u` &&
        typeof __REACT_DEVTOOLS_GLOBAL_HOOK__.checkDCE == `function`
      )
        try {
          __REACT_DEVTOOLS_GLOBAL_HOOK__.checkDCE(n);
        } catch (e) {
          console.error(e);
        }
    }
    (n(), (t.exports = we()));
  }),
  Ee = o((e) => {
    var t = Ce(),
      n = ue(),
      r = Te();
    function i(e) {
      var t = `https://react.dev/errors/` + e;
      if (1 < arguments.length) {
        t += `?args[]=` + encodeURIComponent(arguments[1]);
        for (var n = 2; n < arguments.length; n++)
          t += `&args[]=` + encodeURIComponent(arguments[n]);
      }
      return (
        `Minified React error #` +
        e +
        `; visit ` +
        t +
        ` for the full message or use the non-minified dev environment for full errors and additional helpful warnings.`
      );
    }
    function a(e) {
      return !(!e || (e.nodeType !== 1 && e.nodeType !== 9 && e.nodeType !== 11));
    }
    function o(e) {
      for (var t = e, n = t; n && !n.alternate; )
        ((t = n), t.flags & 4098 && (e = t.return), (n = t.return));
      for (; t.return; ) t = t.return;
      return t.tag === 3 ? e : null;
    }
    function s(e) {
      if (e.tag === 13) {
        var t = e.memoizedState;
        if ((t === null && ((e = e.alternate), e !== null && (t = e.memoizedState)), t !== null))
          return t.dehydrated;
      }
      return null;
    }
    function c(e) {
      if (e.tag === 31) {
        var t = e.memoizedState;
        if ((t === null && ((e = e.alternate), e !== null && (t = e.memoizedState)), t !== null))
          return t.dehydrated;
      }
      return null;
    }
    function l(e) {
      if (o(e) !== e) throw Error(i(188));
    }
    function u(e) {
      var t = e.alternate;
      if (!t) {
        if (((t = o(e)), t === null)) throw Error(i(188));
        return t === e ? e : null;
      }
      for (var n = e, r = t; ; ) {
        var a = n.return;
        if (a === null) break;
        var s = a.alternate;
        if (s === null) {
          if (((r = a.return), r !== null)) {
            n = r;
            continue;
          }
          break;
        }
        if (a.child === s.child) {
          for (s = a.child; s; ) {
            if (s === n) return (l(a), e);
            if (s === r) return (l(a), t);
            s = s.sibling;
          }
          throw Error(i(188));
        }
        if (n.return !== r.return) ((n = a), (r = s));
        else {
          for (var c = !1, u = a.child; u; ) {
            if (u === n) {
              ((c = !0), (n = a), (r = s));
              break;
            }
            if (u === r) {
              ((c = !0), (r = a), (n = s));
              break;
            }
            u = u.sibling;
          }
          if (!c) {
            for (u = s.child; u; ) {
              if (u === n) {
                ((c = !0), (n = s), (r = a));
                break;
              }
              if (u === r) {
                ((c = !0), (r = s), (n = a));
                break;
              }
              u = u.sibling;
            }
            if (!c) throw Error(i(189));
          }
        }
        if (n.alternate !== r) throw Error(i(190));
      }
      if (n.tag !== 3) throw Error(i(188));
      return n.stateNode.current === n ? e : t;
    }
    function d(e) {
      var t = e.tag;
      if (t === 5 || t === 26 || t === 27 || t === 6) return e;
      for (e = e.child; e !== null; ) {
        if (((t = d(e)), t !== null)) return t;
        e = e.sibling;
      }
      return null;
    }
    function f(e, t, n, r, i, a) {
      for (; e !== null; ) {
        if (
          ((e.tag === 5 || e.tag === 27 || e.tag === 6) && n(e, r, i, a)) ||
          ((e.tag !== 22 || e.memoizedState === null) &&
            (t || (e.tag !== 5 && e.tag !== 27)) &&
            f(e.child, t, n, r, i, a))
        )
          return !0;
        e = e.sibling;
      }
      return !1;
    }
    function p(e) {
      for (e = e.return; e !== null; ) {
        if (e.tag === 3 || e.tag === 5 || e.tag === 27) return e;
        e = e.return;
      }
      return null;
    }
    function m(e) {
      var t = !1;
      for (
        e = e.return;
        e !== null && (e.tag === 4 && (t = !0), e.tag !== 3 && e.tag !== 5 && e.tag !== 27);

      )
        e = e.return;
      return t;
    }
    function h(e) {
      var t = [null, null],
        n = p(e);
      return (n === null || g(t, e, n.child, { foundSelf: !1 }), t);
    }
    function g(e, t, n, r) {
      for (; n !== null; ) {
        if (n === t) r.foundSelf = !0;
        else if (n.tag === 5 || n.tag === 27 || n.tag === 6) {
          if (r.foundSelf) return ((e[1] = n), !0);
          e[0] = n;
        } else if ((n.tag !== 22 || n.memoizedState === null) && g(e, t, n.child, r)) return !0;
        n = n.sibling;
      }
      return !1;
    }
    function _(e) {
      switch (e.tag) {
        case 5:
        case 27:
        case 6:
          return e.stateNode;
        case 3:
          return e.stateNode.containerInfo;
        default:
          throw Error(i(559));
      }
    }
    var v = null,
      y = null;
    function b(e, t, n) {
      return e === n || (e === t && ((v = e), !0));
    }
    function x(e, t, n) {
      return e === n ? ((y = e), !1) : e === t && (y !== null && (v = e), !0);
    }
    function S(e) {
      if (e === null) return null;
      do e = e === null ? null : e.return;
      while (e && e.tag !== 5 && e.tag !== 27 && e.tag !== 3);
      return e || null;
    }
    function C(e, t, n) {
      for (var r = 0, i = e; i; i = n(i)) r++;
      i = 0;
      for (var a = t; a; a = n(a)) i++;
      for (; 0 < r - i; ) ((e = n(e)), r--);
      for (; 0 < i - r; ) ((t = n(t)), i--);
      for (; r--; ) {
        if (e === t || (t !== null && e === t.alternate)) return e;
        ((e = n(e)), (t = n(t)));
      }
      return null;
    }
    var w = Object.assign,
      T = Symbol.for(`react.element`),
      ee = Symbol.for(`react.transitional.element`),
      E = Symbol.for(`react.portal`),
      te = Symbol.for(`react.fragment`),
      D = Symbol.for(`react.strict_mode`),
      ne = Symbol.for(`react.profiler`),
      O = Symbol.for(`react.consumer`),
      re = Symbol.for(`react.context`),
      ie = Symbol.for(`react.forward_ref`),
      ae = Symbol.for(`react.suspense`),
      oe = Symbol.for(`react.suspense_list`),
      se = Symbol.for(`react.memo`),
      ce = Symbol.for(`react.lazy`),
      le = Symbol.for(`react.activity`),
      k = Symbol.for(`react.legacy_hidden`),
      A = Symbol.for(`react.memo_cache_sentinel`),
      de = Symbol.for(`react.view_transition`),
      fe = Symbol.for(`react.recoverable`),
      pe = Symbol.iterator;
    function me(e) {
      return typeof e != `object` || !e
        ? null
        : ((e = (pe && e[pe]) || e[`@@iterator`]), typeof e == `function` ? e : null);
    }
    var he = Symbol.for(`react.client.reference`);
    function ge(e) {
      if (e == null) return null;
      if (typeof e == `function`) return e.$$typeof === he ? null : e.displayName || e.name || null;
      if (typeof e == `string`) return e;
      switch (e) {
        case te:
          return `Fragment`;
        case ne:
          return `Profiler`;
        case D:
          return `StrictMode`;
        case ae:
          return `Suspense`;
        case oe:
          return `SuspenseList`;
        case le:
          return `Activity`;
        case de:
          return `ViewTransition`;
      }
      if (typeof e == `object`)
        switch (e.$$typeof) {
          case E:
            return `Portal`;
          case re:
            return e.displayName || `Context`;
          case O:
            return (e._context.displayName || `Context`) + `.Consumer`;
          case ie:
            var t = e.render;
            return (
              (e = e.displayName),
              (e ||=
                ((e = t.displayName || t.name || ``),
                e === `` ? `ForwardRef` : `ForwardRef(` + e + `)`)),
              e
            );
          case se:
            return ((t = e.displayName || null), t === null ? ge(e.type) || `Memo` : t);
          case ce:
            ((t = e._payload), (e = e._init));
            try {
              return ge(e(t));
            } catch {}
        }
      return null;
    }
    var _e = Array.isArray,
      j = n.__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE,
      M = r.__DOM_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE,
      ve = { pending: !1, data: null, method: null, action: null },
      ye = [],
      be = -1;
    function xe(e) {
      return { current: e };
    }
    function Se(e) {
      0 > be || ((e.current = ye[be]), (ye[be] = null), be--);
    }
    function we(e, t) {
      (be++, (ye[be] = e.current), (e.current = t));
    }
    var Ee = xe(null),
      De = xe(null),
      Oe = xe(null),
      N = xe(null);
    function ke(e, t) {
      switch ((we(Oe, t), we(De, e), we(Ee, null), t.nodeType)) {
        case 9:
        case 11:
          e = (e = t.documentElement) && (e = e.namespaceURI) ? pp(e) : 0;
          break;
        default:
          if (((e = t.tagName), (t = t.namespaceURI))) ((t = pp(t)), (e = mp(t, e)));
          else
            switch (e) {
              case `svg`:
                e = 1;
                break;
              case `math`:
                e = 2;
                break;
              default:
                e = 0;
            }
      }
      (Se(Ee), we(Ee, e));
    }
    function Ae() {
      (Se(Ee), Se(De), Se(Oe));
    }
    function je(e) {
      var t = e.memoizedState;
      (t !== null && ((ch._currentValue = t.memoizedState), we(N, e)), (t = Ee.current));
      var n = mp(t, e.type);
      t !== n && (we(De, e), we(Ee, n));
    }
    function Me(e) {
      (De.current === e && (Se(Ee), Se(De)), N.current === e && (Se(N), (ch._currentValue = ve)));
    }
    var Ne, Pe;
    function Fe(e) {
      if (Ne === void 0)
        try {
          throw Error();
        } catch (e) {
          var t = e.stack.trim().match(/\n( *(at )?)/);
          ((Ne = (t && t[1]) || ``),
            (Pe =
              -1 <
              e.stack.indexOf(`
    at`)
                ? ` (<anonymous>)`
                : -1 < e.stack.indexOf(`@`)
                  ? `@unknown:0:0`
                  : ``));
        }
      return (
        `
` +
        Ne +
        e +
        Pe
      );
    }
    var Ie = !1;
    function Le(e, t) {
      if (!e || Ie) return ``;
      Ie = !0;
      var n = Error.prepareStackTrace;
      Error.prepareStackTrace = void 0;
      try {
        var r = {
          DetermineComponentFrameRoot: function () {
            try {
              if (t) {
                var n = function () {
                  throw Error();
                };
                if (
                  (Object.defineProperty(n.prototype, "props", {
                    set: function () {
                      throw Error();
                    },
                  }),
                  typeof Reflect == `object` && Reflect.construct)
                ) {
                  try {
                    Reflect.construct(n, []);
                  } catch (e) {
                    var r = e;
                  }
                  Reflect.construct(e, [], n);
                } else {
                  try {
                    n.call();
                  } catch (e) {
                    r = e;
                  }
                  n = !1;
                  try {
                    var i = Object.getOwnPropertyDescriptor(e.prototype, `props`);
                    (Object.defineProperty(e.prototype, "props", {
                      configurable: !0,
                      set: function () {
                        throw Error();
                      },
                    }),
                      (n = !0),
                      new e());
                  } finally {
                    n &&
                      (i === void 0
                        ? delete e.prototype.props
                        : Object.defineProperty(e.prototype, "props", i));
                  }
                }
              } else {
                try {
                  throw Error();
                } catch (e) {
                  r = e;
                }
                (n = e()) && typeof n.catch == `function` && n.catch(function () {});
              }
            } catch (e) {
              if (e && r && typeof e.stack == `string`) return [e.stack, r.stack];
            }
            return [null, null];
          },
        };
        r.DetermineComponentFrameRoot.displayName = `DetermineComponentFrameRoot`;
        var i = Object.getOwnPropertyDescriptor(r.DetermineComponentFrameRoot, `name`);
        i &&
          i.configurable &&
          Object.defineProperty(r.DetermineComponentFrameRoot, "name", {
            value: `DetermineComponentFrameRoot`,
          });
        var a = r.DetermineComponentFrameRoot(),
          o = a[0],
          s = a[1];
        if (o && s) {
          var c = o.split(`
`),
            l = s.split(`
`);
          for (i = r = 0; r < c.length && !c[r].includes(`DetermineComponentFrameRoot`); ) r++;
          for (; i < l.length && !l[i].includes(`DetermineComponentFrameRoot`); ) i++;
          if (r === c.length || i === l.length)
            for (r = c.length - 1, i = l.length - 1; 1 <= r && 0 <= i && c[r] !== l[i]; ) i--;
          for (; 1 <= r && 0 <= i; r--, i--)
            if (c[r] !== l[i]) {
              if (r !== 1 || i !== 1)
                do
                  if ((r--, i--, 0 > i || c[r] !== l[i])) {
                    var u =
                      `
` + c[r].replace(` at new `, ` at `);
                    return (
                      e.displayName &&
                        u.includes(`<anonymous>`) &&
                        (u = u.replace(`<anonymous>`, e.displayName)),
                      u
                    );
                  }
                while (1 <= r && 0 <= i);
              break;
            }
        }
      } finally {
        ((Ie = !1), (Error.prepareStackTrace = n));
      }
      return (n = e ? e.displayName || e.name : ``) ? Fe(n) : ``;
    }
    function Re(e, t) {
      switch (e.tag) {
        case 26:
        case 27:
        case 5:
          return Fe(e.type);
        case 16:
          return Fe(`Lazy`);
        case 13:
          return e.child !== t && t !== null ? Fe(`Suspense Fallback`) : Fe(`Suspense`);
        case 19:
          return Fe(`SuspenseList`);
        case 0:
        case 15:
          return Le(e.type, !1);
        case 11:
          return Le(e.type.render, !1);
        case 1:
          return Le(e.type, !0);
        case 31:
          return Fe(`Activity`);
        case 30:
          return Fe(`ViewTransition`);
        default:
          return ``;
      }
    }
    function ze(e) {
      try {
        var t = ``,
          n = null;
        do ((t += Re(e, n)), (n = e), (e = e.return));
        while (e);
        return t;
      } catch (e) {
        return (
          `
Error generating stack: ` +
          e.message +
          `
` +
          e.stack
        );
      }
    }
    var Be = Object.prototype.hasOwnProperty,
      Ve = t.unstable_scheduleCallback,
      He = t.unstable_cancelCallback,
      Ue = t.unstable_shouldYield,
      We = t.unstable_requestPaint,
      Ge = t.unstable_now,
      Ke = t.unstable_getCurrentPriorityLevel,
      qe = t.unstable_ImmediatePriority,
      Je = t.unstable_UserBlockingPriority,
      Ye = t.unstable_NormalPriority,
      Xe = t.unstable_LowPriority,
      Ze = t.unstable_IdlePriority,
      Qe = t.log,
      P = t.unstable_setDisableYieldValue,
      $e = null,
      et = null;
    function tt(e) {
      if ((typeof Qe == `function` && P(e), et && typeof et.setStrictMode == `function`))
        try {
          et.setStrictMode($e, e);
        } catch {}
    }
    var nt = Math.clz32 ? Math.clz32 : at,
      rt = Math.log,
      it = Math.LN2;
    function at(e) {
      return ((e >>>= 0), e === 0 ? 32 : (31 - ((rt(e) / it) | 0)) | 0);
    }
    var ot = 256,
      st = 262144,
      ct = 4194304;
    function lt(e) {
      var t = e & 42;
      if (t !== 0) return t;
      switch (e & -e) {
        case 1:
          return 1;
        case 2:
          return 2;
        case 4:
          return 4;
        case 8:
          return 8;
        case 16:
          return 16;
        case 32:
          return 32;
        case 64:
          return 64;
        case 128:
          return 128;
        case 256:
        case 512:
        case 1024:
        case 2048:
        case 4096:
        case 8192:
        case 16384:
        case 32768:
        case 65536:
        case 131072:
          return e & -e;
        case 262144:
        case 524288:
        case 1048576:
        case 2097152:
          return e & 3932160;
        case 4194304:
        case 8388608:
        case 16777216:
        case 33554432:
          return e & 62914560;
        case 67108864:
          return 67108864;
        case 134217728:
          return 134217728;
        case 268435456:
          return 268435456;
        case 536870912:
          return 536870912;
        case 1073741824:
          return 0;
        default:
          return e;
      }
    }
    function ut(e, t, n) {
      var r = e.pendingLanes;
      if (r === 0) return 0;
      var i = 0,
        a = e.suspendedLanes,
        o = e.pingedLanes;
      e = e.warmLanes;
      var s = r & 134217727;
      return (
        s === 0
          ? ((s = r & ~a),
            s === 0
              ? o === 0
                ? n || ((n = r & ~e), n !== 0 && (i = lt(n)))
                : (i = lt(o))
              : (i = lt(s)))
          : ((r = s & ~a),
            r === 0
              ? ((o &= s), o === 0 ? n || ((n = s & ~e), n !== 0 && (i = lt(n))) : (i = lt(o)))
              : (i = lt(r))),
        i === 0
          ? 0
          : t !== 0 &&
              t !== i &&
              (t & a) === 0 &&
              ((a = i & -i), (n = t & -t), a >= n || (a === 32 && n & 4194048))
            ? t
            : i
      );
    }
    function dt(e, t) {
      return (e.pendingLanes & ~(e.suspendedLanes & ~e.pingedLanes) & t) === 0;
    }
    function F(e, t) {
      t & 8 && (t |= t & 32);
      var n = e.entangledLanes;
      if (n !== 0)
        for (e = e.entanglements, n &= t; 0 < n; ) {
          var r = 31 - nt(n),
            i = 1 << r;
          ((t |= e[r]), (n &= ~i));
        }
      return t;
    }
    function ft(e, t) {
      switch (e) {
        case 1:
        case 2:
        case 4:
        case 8:
        case 64:
          return t + 250;
        case 16:
        case 32:
        case 128:
        case 256:
        case 512:
        case 1024:
        case 2048:
        case 4096:
        case 8192:
        case 16384:
        case 32768:
        case 65536:
        case 131072:
        case 262144:
        case 524288:
        case 1048576:
        case 2097152:
          return t + 5e3;
        case 4194304:
        case 8388608:
        case 16777216:
        case 33554432:
          return -1;
        case 67108864:
        case 134217728:
        case 268435456:
        case 536870912:
        case 1073741824:
          return -1;
        default:
          return -1;
      }
    }
    function pt() {
      var e = ct;
      return ((ct <<= 1), !(ct & 62914560) && (ct = 4194304), e);
    }
    function mt(e) {
      for (var t = [], n = 0; 31 > n; n++) t.push(e);
      return t;
    }
    function ht(e, t) {
      ((e.pendingLanes |= t),
        t !== 268435456 && ((e.suspendedLanes = 0), (e.pingedLanes = 0), (e.warmLanes = 0)));
    }
    function gt(e, t, n, r, i, a) {
      var o = e.pendingLanes;
      ((e.pendingLanes = n),
        (e.suspendedLanes = 0),
        (e.pingedLanes = 0),
        (e.warmLanes = 0),
        (e.expiredLanes &= n),
        (e.entangledLanes &= n),
        (e.errorRecoveryDisabledLanes &= n),
        (e.shellSuspendCounter = 0));
      var s = e.entanglements,
        c = e.expirationTimes,
        l = e.hiddenUpdates;
      for (n = o & ~n; 0 < n; ) {
        var u = 31 - nt(n),
          d = 1 << u;
        ((s[u] = 0), (c[u] = -1));
        var f = l[u];
        if (f !== null)
          for (l[u] = null, u = 0; u < f.length; u++) {
            var p = f[u];
            p !== null && (p.lane &= -536870913);
          }
        n &= ~d;
      }
      (r !== 0 && _t(e, r, 0),
        a !== 0 && i === 0 && e.tag !== 0 && (e.suspendedLanes |= a & ~(o & ~t)));
    }
    function _t(e, t, n) {
      ((e.pendingLanes |= t), (e.suspendedLanes &= ~t));
      var r = 31 - nt(t);
      ((e.entangledLanes |= t),
        (e.entanglements[r] = e.entanglements[r] | 1073741824 | (n & 261930)));
    }
    function vt(e, t) {
      var n = (e.entangledLanes |= t);
      for (e = e.entanglements; n; ) {
        var r = 31 - nt(n),
          i = 1 << r;
        ((i & t) | (e[r] & t) && (e[r] |= t), (n &= ~i));
      }
    }
    function yt(e, t) {
      var n = t & -t;
      return ((n = n & 42 ? 1 : bt(n)), (n & (e.suspendedLanes | t)) === 0 ? n : 0);
    }
    function bt(e) {
      switch (e) {
        case 2:
          e = 1;
          break;
        case 8:
          e = 4;
          break;
        case 32:
          e = 16;
          break;
        case 256:
        case 512:
        case 1024:
        case 2048:
        case 4096:
        case 8192:
        case 16384:
        case 32768:
        case 65536:
        case 131072:
        case 262144:
        case 524288:
        case 1048576:
        case 2097152:
        case 4194304:
        case 8388608:
        case 16777216:
        case 33554432:
          e = 128;
          break;
        case 268435456:
          e = 134217728;
          break;
        default:
          e = 0;
      }
      return e;
    }
    function I(e) {
      return ((e &= -e), 2 < e ? (8 < e ? (e & 134217727 ? 32 : 268435456) : 8) : 2);
    }
    function L() {
      var e = M.p;
      return e === 0 ? ((e = window.event), e === void 0 ? 32 : wh(e.type)) : e;
    }
    function R(e, t) {
      var n = M.p;
      try {
        return ((M.p = e), t());
      } finally {
        M.p = n;
      }
    }
    var xt = Math.random().toString(36).slice(2),
      St = `__reactFiber$` + xt,
      Ct = `__reactProps$` + xt,
      wt = `__reactContainer$` + xt,
      Tt = `__reactEvents$` + xt,
      Et = `__reactListeners$` + xt,
      Dt = `__reactHandles$` + xt,
      Ot = `__reactResources$` + xt,
      kt = `__reactMarker$` + xt,
      At = `__reactLoad$` + xt;
    function jt(e) {
      (delete e[St], delete e[Ct], delete e[Et], delete e[Dt]);
    }
    function Mt(e) {
      var t;
      if ((t = e[St])) return t;
      for (var n = e.parentNode; n; ) {
        if ((t = n[wt] || n[St])) {
          if (((n = t.alternate), t.child !== null || (n !== null && n.child !== null)))
            for (e = mm(e); e !== null; ) {
              if ((n = e[St])) return n;
              e = mm(e);
            }
          return t;
        }
        ((e = n), (n = e.parentNode));
      }
      return null;
    }
    function Nt(e) {
      if ((e = e[St] || e[wt])) {
        var t = e.tag;
        if (t === 5 || t === 6 || t === 13 || t === 31 || t === 26 || t === 27 || t === 3) return e;
      }
      return null;
    }
    function Pt(e) {
      var t = e.tag;
      if (t === 5 || t === 26 || t === 27 || t === 6) return e.stateNode;
      throw Error(i(33));
    }
    function Ft(e) {
      var t = e[Ot];
      return ((t ||= e[Ot] = { hoistableStyles: new Map(), hoistableScripts: new Map() }), t);
    }
    function It(e) {
      e[kt] = !0;
    }
    function Lt(e) {
      e[At] = void 0;
    }
    var Rt = new Set(),
      zt = {};
    function Bt(e, t) {
      (Vt(e, t), Vt(e + `Capture`, t));
    }
    function Vt(e, t) {
      for (zt[e] = t, e = 0; e < t.length; e++) Rt.add(t[e]);
    }
    var Ht = RegExp(
        `^[:A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD][:A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040]*$`,
      ),
      Ut = {},
      Wt = {};
    function Gt(e) {
      return Be.call(Wt, e)
        ? !0
        : Be.call(Ut, e)
          ? !1
          : Ht.test(e)
            ? (Wt[e] = !0)
            : ((Ut[e] = !0), !1);
    }
    var z = !1;
    function Kt() {
      var e = z;
      return ((z = !1), e);
    }
    function qt(e, t, n) {
      if (Gt(t)) {
        if (n === null) e.removeAttribute(t);
        else {
          switch (typeof n) {
            case `undefined`:
            case `function`:
            case `symbol`:
              e.removeAttribute(t);
              return;
            case `boolean`:
              var r = t.toLowerCase().slice(0, 5);
              if (r !== `data-` && r !== `aria-`) {
                e.removeAttribute(t);
                return;
              }
          }
          e.setAttribute(t, n);
        }
      }
    }
    function Jt(e, t, n) {
      if (n === null) e.removeAttribute(t);
      else {
        switch (typeof n) {
          case `undefined`:
          case `function`:
          case `symbol`:
          case `boolean`:
            e.removeAttribute(t);
            return;
        }
        e.setAttribute(t, n);
      }
    }
    function Yt(e, t, n, r) {
      if (r === null) e.removeAttribute(n);
      else {
        switch (typeof r) {
          case `undefined`:
          case `function`:
          case `symbol`:
          case `boolean`:
            e.removeAttribute(n);
            return;
        }
        e.setAttributeNS(t, n, r);
      }
    }
    function Xt(e) {
      switch (typeof e) {
        case `bigint`:
        case `boolean`:
        case `number`:
        case `string`:
        case `undefined`:
          return e;
        case `object`:
          return e;
        default:
          return ``;
      }
    }
    function Zt(e) {
      var t = e.type;
      return (e = e.nodeName) && e.toLowerCase() === `input` && (t === `checkbox` || t === `radio`);
    }
    function Qt(e, t, n) {
      var r = Object.getOwnPropertyDescriptor(e.constructor.prototype, t);
      if (
        !e.hasOwnProperty(t) &&
        r !== void 0 &&
        typeof r.get == `function` &&
        typeof r.set == `function`
      ) {
        var i = r.get,
          a = r.set;
        return (
          Object.defineProperty(e, t, {
            configurable: !0,
            get: function () {
              return i.call(this);
            },
            set: function (e) {
              ((n = `` + e), a.call(this, e));
            },
          }),
          Object.defineProperty(e, t, { enumerable: r.enumerable }),
          {
            getValue: function () {
              return n;
            },
            setValue: function (e) {
              n = `` + e;
            },
            stopTracking: function () {
              ((e._valueTracker = null), delete e[t]);
            },
          }
        );
      }
    }
    function $t(e) {
      if (!e._valueTracker) {
        var t = Zt(e) ? `checked` : `value`;
        e._valueTracker = Qt(e, t, `` + e[t]);
      }
    }
    function en(e) {
      if (!e) return !1;
      var t = e._valueTracker;
      if (!t) return !0;
      var n = t.getValue(),
        r = ``;
      return (
        e && (r = Zt(e) ? (e.checked ? `true` : `false`) : e.value),
        (e = r),
        e !== n && (t.setValue(e), !0)
      );
    }
    var tn = /[\n"\\]/g;
    function nn(e) {
      return e.replace(tn, function (e) {
        return `\\` + e.charCodeAt(0).toString(16) + ` `;
      });
    }
    function rn(e, t, n, r, i, a, o, s) {
      ((e.name = ``),
        o != null && typeof o != `function` && typeof o != `symbol` && typeof o != `boolean`
          ? (e.type = o)
          : e.removeAttribute(`type`),
        t == null
          ? (o !== `submit` && o !== `reset`) || e.removeAttribute(`value`)
          : o === `number`
            ? ((t === 0 && e.value === ``) || e.value != t) && (e.value = `` + Xt(t))
            : e.value !== `` + Xt(t) && (e.value = `` + Xt(t)),
        t == null
          ? n == null
            ? r != null && e.removeAttribute(`value`)
            : on(e, Xt(n))
          : o === `number` && e.value == t
            ? on(e, Xt(e.value))
            : on(e, Xt(t)),
        i == null && a != null && (e.defaultChecked = !!a),
        i != null && (e.checked = i && typeof i != `function` && typeof i != `symbol`),
        s != null && typeof s != `function` && typeof s != `symbol` && typeof s != `boolean`
          ? (e.name = `` + Xt(s))
          : e.removeAttribute(`name`));
    }
    function an(e, t, n, r, i, a, o, s) {
      if (
        (a != null &&
          typeof a != `function` &&
          typeof a != `symbol` &&
          typeof a != `boolean` &&
          (e.type = a),
        t != null || n != null)
      ) {
        if (!((a !== `submit` && a !== `reset`) || t != null)) {
          $t(e);
          return;
        }
        ((n = n == null ? `` : `` + Xt(n)),
          (t = t == null ? n : `` + Xt(t)),
          s || t === e.value || (e.value = t),
          (e.defaultValue = t));
      }
      ((r ??= i),
        (r = typeof r != `function` && typeof r != `symbol` && !!r),
        (e.checked = s ? e.checked : !!r),
        (e.defaultChecked = !!r),
        o != null &&
          typeof o != `function` &&
          typeof o != `symbol` &&
          typeof o != `boolean` &&
          (e.name = o),
        $t(e));
    }
    function on(e, t) {
      e.defaultValue !== `` + t && (e.defaultValue = `` + t);
    }
    function sn(e, t, n, r) {
      if (((e = e.options), t)) {
        t = {};
        for (var i = 0; i < n.length; i++) t[`$` + n[i]] = !0;
        for (n = 0; n < e.length; n++)
          ((i = t.hasOwnProperty(`$` + e[n].value)),
            e[n].selected !== i && (e[n].selected = i),
            i && r && (e[n].defaultSelected = !0));
      } else {
        for (n = `` + Xt(n), t = null, i = 0; i < e.length; i++) {
          if (e[i].value === n) {
            ((e[i].selected = !0), r && (e[i].defaultSelected = !0));
            return;
          }
          t !== null || e[i].disabled || (t = e[i]);
        }
        t !== null && (t.selected = !0);
      }
    }
    function cn(e, t, n) {
      t != null && ((t = `` + Xt(t)), t !== e.value && (e.value = t), n == null)
        ? e.defaultValue !== t && (e.defaultValue = t)
        : (e.defaultValue = n == null ? `` : `` + Xt(n));
    }
    function ln(e, t, n, r) {
      if (t == null) {
        if (r != null) {
          if (n != null) throw Error(i(92));
          if (_e(r)) {
            if (1 < r.length) throw Error(i(93));
            r = r[0];
          }
          n = r;
        }
        ((n ??= ``), (t = n));
      }
      ((n = Xt(t)),
        (e.defaultValue = n),
        (r = e.textContent),
        r === n && r !== `` && r !== null && (e.value = r),
        $t(e));
    }
    function un(e, t) {
      if (t) {
        var n = e.firstChild;
        if (n && n === e.lastChild && n.nodeType === 3) {
          n.nodeValue = t;
          return;
        }
      }
      e.textContent = t;
    }
    var dn = new Set(
      `animationIterationCount aspectRatio borderImageOutset borderImageSlice borderImageWidth boxFlex boxFlexGroup boxOrdinalGroup columnCount columns flex flexGrow flexPositive flexShrink flexNegative flexOrder gridArea gridRow gridRowEnd gridRowSpan gridRowStart gridColumn gridColumnEnd gridColumnSpan gridColumnStart fontWeight lineClamp lineHeight opacity order orphans scale tabSize widows zIndex zoom fillOpacity floodOpacity stopOpacity strokeDasharray strokeDashoffset strokeMiterlimit strokeOpacity strokeWidth MozAnimationIterationCount MozBoxFlex MozBoxFlexGroup MozLineClamp msAnimationIterationCount msFlex msZoom msFlexGrow msFlexNegative msFlexOrder msFlexPositive msFlexShrink msGridColumn msGridColumnSpan msGridRow msGridRowSpan WebkitAnimationIterationCount WebkitBoxFlex WebKitBoxFlexGroup WebkitBoxOrdinalGroup WebkitColumnCount WebkitColumns WebkitFlex WebkitFlexGrow WebkitFlexPositive WebkitFlexShrink WebkitLineClamp`.split(
        ` `,
      ),
    );
    function fn(e, t, n) {
      var r = t.indexOf(`--`) === 0;
      n == null || typeof n == `boolean` || n === ``
        ? r
          ? e.setProperty(t, ``)
          : t === `float`
            ? (e.cssFloat = ``)
            : (e[t] = ``)
        : r
          ? e.setProperty(t, n)
          : typeof n != `number` || n === 0 || dn.has(t)
            ? t === `float`
              ? (e.cssFloat = n)
              : (e[t] = (`` + n).trim())
            : (e[t] = n + `px`);
    }
    function pn(e, t, n) {
      if (t != null && typeof t != `object`) throw Error(i(62));
      if (((e = e.style), n != null)) {
        for (var r in n)
          !n.hasOwnProperty(r) ||
            (t != null && t.hasOwnProperty(r)) ||
            (r.indexOf(`--`) === 0
              ? e.setProperty(r, ``)
              : r === `float`
                ? (e.cssFloat = ``)
                : (e[r] = ``),
            (z = !0));
        for (var a in t) ((r = t[a]), t.hasOwnProperty(a) && n[a] !== r && (fn(e, a, r), (z = !0)));
      } else for (var o in t) t.hasOwnProperty(o) && fn(e, o, t[o]);
    }
    function mn(e) {
      if (e.indexOf(`-`) === -1) return !1;
      switch (e) {
        case `annotation-xml`:
        case `color-profile`:
        case `font-face`:
        case `font-face-src`:
        case `font-face-uri`:
        case `font-face-format`:
        case `font-face-name`:
        case `missing-glyph`:
          return !1;
        default:
          return !0;
      }
    }
    var hn = new Map([
        [`acceptCharset`, `accept-charset`],
        [`htmlFor`, `for`],
        [`httpEquiv`, `http-equiv`],
        [`crossOrigin`, `crossorigin`],
        [`accentHeight`, `accent-height`],
        [`alignmentBaseline`, `alignment-baseline`],
        [`arabicForm`, `arabic-form`],
        [`baselineShift`, `baseline-shift`],
        [`capHeight`, `cap-height`],
        [`clipPath`, `clip-path`],
        [`clipRule`, `clip-rule`],
        [`colorInterpolation`, `color-interpolation`],
        [`colorInterpolationFilters`, `color-interpolation-filters`],
        [`colorProfile`, `color-profile`],
        [`colorRendering`, `color-rendering`],
        [`dominantBaseline`, `dominant-baseline`],
        [`enableBackground`, `enable-background`],
        [`fillOpacity`, `fill-opacity`],
        [`fillRule`, `fill-rule`],
        [`floodColor`, `flood-color`],
        [`floodOpacity`, `flood-opacity`],
        [`fontFamily`, `font-family`],
        [`fontSize`, `font-size`],
        [`fontSizeAdjust`, `font-size-adjust`],
        [`fontStretch`, `font-stretch`],
        [`fontStyle`, `font-style`],
        [`fontVariant`, `font-variant`],
        [`fontWeight`, `font-weight`],
        [`glyphName`, `glyph-name`],
        [`glyphOrientationHorizontal`, `glyph-orientation-horizontal`],
        [`glyphOrientationVertical`, `glyph-orientation-vertical`],
        [`horizAdvX`, `horiz-adv-x`],
        [`horizOriginX`, `horiz-origin-x`],
        [`imageRendering`, `image-rendering`],
        [`letterSpacing`, `letter-spacing`],
        [`lightingColor`, `lighting-color`],
        [`markerEnd`, `marker-end`],
        [`markerMid`, `marker-mid`],
        [`markerStart`, `marker-start`],
        [`maskType`, `mask-type`],
        [`overlinePosition`, `overline-position`],
        [`overlineThickness`, `overline-thickness`],
        [`paintOrder`, `paint-order`],
        [`panose-1`, `panose-1`],
        [`pointerEvents`, `pointer-events`],
        [`renderingIntent`, `rendering-intent`],
        [`shapeRendering`, `shape-rendering`],
        [`stopColor`, `stop-color`],
        [`stopOpacity`, `stop-opacity`],
        [`strikethroughPosition`, `strikethrough-position`],
        [`strikethroughThickness`, `strikethrough-thickness`],
        [`strokeDasharray`, `stroke-dasharray`],
        [`strokeDashoffset`, `stroke-dashoffset`],
        [`strokeLinecap`, `stroke-linecap`],
        [`strokeLinejoin`, `stroke-linejoin`],
        [`strokeMiterlimit`, `stroke-miterlimit`],
        [`strokeOpacity`, `stroke-opacity`],
        [`strokeWidth`, `stroke-width`],
        [`textAnchor`, `text-anchor`],
        [`textDecoration`, `text-decoration`],
        [`textRendering`, `text-rendering`],
        [`transformOrigin`, `transform-origin`],
        [`underlinePosition`, `underline-position`],
        [`underlineThickness`, `underline-thickness`],
        [`unicodeBidi`, `unicode-bidi`],
        [`unicodeRange`, `unicode-range`],
        [`unitsPerEm`, `units-per-em`],
        [`vAlphabetic`, `v-alphabetic`],
        [`vHanging`, `v-hanging`],
        [`vIdeographic`, `v-ideographic`],
        [`vMathematical`, `v-mathematical`],
        [`vectorEffect`, `vector-effect`],
        [`vertAdvY`, `vert-adv-y`],
        [`vertOriginX`, `vert-origin-x`],
        [`vertOriginY`, `vert-origin-y`],
        [`wordSpacing`, `word-spacing`],
        [`writingMode`, `writing-mode`],
        [`xmlnsXlink`, `xmlns:xlink`],
        [`xHeight`, `x-height`],
      ]),
      gn =
        /^[\u0000-\u001F ]*j[\r\n\t]*a[\r\n\t]*v[\r\n\t]*a[\r\n\t]*s[\r\n\t]*c[\r\n\t]*r[\r\n\t]*i[\r\n\t]*p[\r\n\t]*t[\r\n\t]*:/i;
    function _n(e) {
      return gn.test(`` + e)
        ? `javascript:throw new Error('React has blocked a javascript: URL as a security precaution.')`
        : e;
    }
    function vn() {}
    var yn = null;
    function bn(e) {
      return (
        (e = e.target || e.srcElement || window),
        e.correspondingUseElement && (e = e.correspondingUseElement),
        e.nodeType === 3 ? e.parentNode : e
      );
    }
    var xn = null,
      Sn = null;
    function Cn(e) {
      var t = Nt(e);
      if (t && (e = t.stateNode)) {
        var n = e[Ct] || null;
        a: switch (((e = t.stateNode), t.type)) {
          case `input`:
            if (
              (rn(
                e,
                n.value,
                n.defaultValue,
                n.defaultValue,
                n.checked,
                n.defaultChecked,
                n.type,
                n.name,
              ),
              (t = n.name),
              n.type === `radio` && t != null)
            ) {
              for (n = e; n.parentNode; ) n = n.parentNode;
              for (
                n = n.querySelectorAll(`input[name="` + nn(`` + t) + `"][type="radio"]`), t = 0;
                t < n.length;
                t++
              ) {
                var r = n[t];
                if (r !== e && r.form === e.form) {
                  var a = r[Ct] || null;
                  if (!a) throw Error(i(90));
                  rn(
                    r,
                    a.value,
                    a.defaultValue,
                    a.defaultValue,
                    a.checked,
                    a.defaultChecked,
                    a.type,
                    a.name,
                  );
                }
              }
              for (t = 0; t < n.length; t++) ((r = n[t]), r.form === e.form && en(r));
            }
            break a;
          case `textarea`:
            cn(e, n.value, n.defaultValue);
            break a;
          case `select`:
            ((t = n.value), t != null && sn(e, !!n.multiple, t, !1));
        }
      }
    }
    var wn = !1;
    function Tn(e, t, n) {
      if (wn) return e(t, n);
      wn = !0;
      try {
        return e(t);
      } finally {
        if (
          ((wn = !1),
          (xn !== null || Sn !== null) &&
            (Vd(), xn && ((t = xn), (e = Sn), (Sn = xn = null), Cn(t), e)))
        )
          for (t = 0; t < e.length; t++) Cn(e[t]);
      }
    }
    function En(e, t) {
      var n = e.stateNode;
      if (n === null) return null;
      var r = n[Ct] || null;
      if (r === null) return null;
      n = r[t];
      a: switch (t) {
        case `onClick`:
        case `onClickCapture`:
        case `onDoubleClick`:
        case `onDoubleClickCapture`:
        case `onMouseDown`:
        case `onMouseDownCapture`:
        case `onMouseMove`:
        case `onMouseMoveCapture`:
        case `onMouseUp`:
        case `onMouseUpCapture`:
        case `onMouseEnter`:
          ((r = !r.disabled) ||
            ((e = e.type),
            (r = e !== `button` && e !== `input` && e !== `select` && e !== `textarea`)),
            (e = !r));
          break a;
        default:
          e = !1;
      }
      if (e) return null;
      if (n && typeof n != `function`) throw Error(i(231, t, typeof n));
      return n;
    }
    var Dn =
        typeof window < `u` &&
        window.document !== void 0 &&
        window.document.createElement !== void 0,
      On = !1;
    if (Dn)
      try {
        var kn = {};
        (Object.defineProperty(kn, "passive", {
          get: function () {
            On = !0;
          },
        }),
          window.addEventListener(`test`, kn, kn),
          window.removeEventListener(`test`, kn, kn));
      } catch {
        On = !1;
      }
    var An = null,
      jn = null,
      Mn = null;
    function Nn() {
      if (Mn) return Mn;
      var e,
        t = jn,
        n = t.length,
        r,
        i = `value` in An ? An.value : An.textContent,
        a = i.length;
      for (e = 0; e < n && t[e] === i[e]; e++);
      var o = n - e;
      for (r = 1; r <= o && t[n - r] === i[a - r]; r++);
      return (Mn = i.slice(e, 1 < r ? 1 - r : void 0));
    }
    function Pn(e) {
      var t = e.keyCode;
      return (
        `charCode` in e ? ((e = e.charCode), e === 0 && t === 13 && (e = 13)) : (e = t),
        e === 10 && (e = 13),
        32 <= e || e === 13 ? e : 0
      );
    }
    function Fn() {
      return !0;
    }
    function In() {
      return !1;
    }
    function B(e) {
      function t(t, n, r, i, a) {
        for (var o in ((this._reactName = t),
        (this._targetInst = r),
        (this.type = n),
        (this.nativeEvent = i),
        (this.target = a),
        (this.currentTarget = null),
        e))
          e.hasOwnProperty(o) && ((t = e[o]), (this[o] = t ? t(i) : i[o]));
        return (
          (this.isDefaultPrevented = (
            i.defaultPrevented == null ? !1 === i.returnValue : i.defaultPrevented
          )
            ? Fn
            : In),
          (this.isPropagationStopped = In),
          this
        );
      }
      return (
        w(t.prototype, {
          preventDefault: function () {
            this.defaultPrevented = !0;
            var e = this.nativeEvent;
            e &&
              (e.preventDefault
                ? e.preventDefault()
                : typeof e.returnValue != `unknown` && (e.returnValue = !1),
              (this.isDefaultPrevented = Fn));
          },
          stopPropagation: function () {
            var e = this.nativeEvent;
            e &&
              (e.stopPropagation
                ? e.stopPropagation()
                : typeof e.cancelBubble != `unknown` && (e.cancelBubble = !0),
              (this.isPropagationStopped = Fn));
          },
          persist: function () {},
          isPersistent: Fn,
        }),
        t
      );
    }
    var Ln = {
        eventPhase: 0,
        bubbles: 0,
        cancelable: 0,
        timeStamp: function (e) {
          return e.timeStamp || Date.now();
        },
        defaultPrevented: 0,
        isTrusted: 0,
      },
      Rn = B(Ln),
      zn = w({}, Ln, { view: 0, detail: 0 }),
      Bn = B(zn),
      Vn,
      Hn,
      Un,
      Wn = w({}, zn, {
        screenX: 0,
        screenY: 0,
        clientX: 0,
        clientY: 0,
        pageX: 0,
        pageY: 0,
        ctrlKey: 0,
        shiftKey: 0,
        altKey: 0,
        metaKey: 0,
        getModifierState: tr,
        button: 0,
        buttons: 0,
        relatedTarget: function (e) {
          return e.relatedTarget === void 0
            ? e.fromElement === e.srcElement
              ? e.toElement
              : e.fromElement
            : e.relatedTarget;
        },
        movementX: function (e) {
          return `movementX` in e
            ? e.movementX
            : (e !== Un &&
                (Un && e.type === `mousemove`
                  ? ((Vn = e.screenX - Un.screenX), (Hn = e.screenY - Un.screenY))
                  : (Hn = Vn = 0),
                (Un = e)),
              Vn);
        },
        movementY: function (e) {
          return `movementY` in e ? e.movementY : Hn;
        },
      }),
      Gn = B(Wn),
      Kn = B(w({}, Wn, { dataTransfer: 0 })),
      qn = B(w({}, zn, { relatedTarget: 0 })),
      Jn = B(w({}, Ln, { animationName: 0, elapsedTime: 0, pseudoElement: 0 })),
      Yn = B(
        w({}, Ln, {
          clipboardData: function (e) {
            return `clipboardData` in e ? e.clipboardData : window.clipboardData;
          },
        }),
      ),
      Xn = B(w({}, Ln, { data: 0 })),
      Zn = {
        Esc: `Escape`,
        Spacebar: ` `,
        Left: `ArrowLeft`,
        Up: `ArrowUp`,
        Right: `ArrowRight`,
        Down: `ArrowDown`,
        Del: `Delete`,
        Win: `OS`,
        Menu: `ContextMenu`,
        Apps: `ContextMenu`,
        Scroll: `ScrollLock`,
        MozPrintableKey: `Unidentified`,
      },
      Qn = {
        8: `Backspace`,
        9: `Tab`,
        12: `Clear`,
        13: `Enter`,
        16: `Shift`,
        17: `Control`,
        18: `Alt`,
        19: `Pause`,
        20: `CapsLock`,
        27: `Escape`,
        32: ` `,
        33: `PageUp`,
        34: `PageDown`,
        35: `End`,
        36: `Home`,
        37: `ArrowLeft`,
        38: `ArrowUp`,
        39: `ArrowRight`,
        40: `ArrowDown`,
        45: `Insert`,
        46: `Delete`,
        112: `F1`,
        113: `F2`,
        114: `F3`,
        115: `F4`,
        116: `F5`,
        117: `F6`,
        118: `F7`,
        119: `F8`,
        120: `F9`,
        121: `F10`,
        122: `F11`,
        123: `F12`,
        144: `NumLock`,
        145: `ScrollLock`,
        224: `Meta`,
      },
      $n = { Alt: `altKey`, Control: `ctrlKey`, Meta: `metaKey`, Shift: `shiftKey` };
    function er(e) {
      var t = this.nativeEvent;
      return t.getModifierState ? t.getModifierState(e) : (e = $n[e]) ? !!t[e] : !1;
    }
    function tr() {
      return er;
    }
    var nr = B(
        w({}, zn, {
          key: function (e) {
            if (e.key) {
              var t = Zn[e.key] || e.key;
              if (t !== `Unidentified`) return t;
            }
            return e.type === `keypress`
              ? ((e = Pn(e)), e === 13 ? `Enter` : String.fromCharCode(e))
              : e.type === `keydown` || e.type === `keyup`
                ? Qn[e.keyCode] || `Unidentified`
                : ``;
          },
          code: 0,
          location: 0,
          ctrlKey: 0,
          shiftKey: 0,
          altKey: 0,
          metaKey: 0,
          repeat: 0,
          locale: 0,
          getModifierState: tr,
          charCode: function (e) {
            return e.type === `keypress` ? Pn(e) : 0;
          },
          keyCode: function (e) {
            return e.type === `keydown` || e.type === `keyup` ? e.keyCode : 0;
          },
          which: function (e) {
            return e.type === `keypress`
              ? Pn(e)
              : e.type === `keydown` || e.type === `keyup`
                ? e.keyCode
                : 0;
          },
        }),
      ),
      rr = B(
        w({}, Wn, {
          pointerId: 0,
          width: 0,
          height: 0,
          pressure: 0,
          tangentialPressure: 0,
          tiltX: 0,
          tiltY: 0,
          twist: 0,
          pointerType: 0,
          isPrimary: 0,
        }),
      ),
      ir = B(w({}, Ln, { submitter: 0 })),
      ar = B(
        w({}, zn, {
          touches: 0,
          targetTouches: 0,
          changedTouches: 0,
          altKey: 0,
          metaKey: 0,
          ctrlKey: 0,
          shiftKey: 0,
          getModifierState: tr,
        }),
      ),
      or = B(w({}, Ln, { propertyName: 0, elapsedTime: 0, pseudoElement: 0 })),
      sr = B(
        w({}, Wn, {
          deltaX: function (e) {
            return `deltaX` in e ? e.deltaX : `wheelDeltaX` in e ? -e.wheelDeltaX : 0;
          },
          deltaY: function (e) {
            return `deltaY` in e
              ? e.deltaY
              : `wheelDeltaY` in e
                ? -e.wheelDeltaY
                : `wheelDelta` in e
                  ? -e.wheelDelta
                  : 0;
          },
          deltaZ: 0,
          deltaMode: 0,
        }),
      ),
      cr = B(w({}, Ln, { newState: 0, oldState: 0, source: 0 })),
      lr = [9, 13, 27, 32],
      ur = Dn && `CompositionEvent` in window,
      dr = null;
    Dn && `documentMode` in document && (dr = document.documentMode);
    var fr = Dn && `TextEvent` in window && !dr,
      pr = Dn && (!ur || (dr && 8 < dr && 11 >= dr)),
      mr = ` `,
      hr = !1;
    function gr(e, t) {
      switch (e) {
        case `keyup`:
          return lr.indexOf(t.keyCode) !== -1;
        case `keydown`:
          return t.keyCode !== 229;
        case `keypress`:
        case `mousedown`:
        case `focusout`:
          return !0;
        default:
          return !1;
      }
    }
    function _r(e) {
      return ((e = e.detail), typeof e == `object` && `data` in e ? e.data : null);
    }
    var vr = !1;
    function yr(e, t) {
      switch (e) {
        case `compositionend`:
          return _r(t);
        case `keypress`:
          return t.which === 32 ? ((hr = !0), mr) : null;
        case `textInput`:
          return ((e = t.data), e === mr && hr ? null : e);
        default:
          return null;
      }
    }
    function br(e, t) {
      if (vr)
        return e === `compositionend` || (!ur && gr(e, t))
          ? ((e = Nn()), (Mn = jn = An = null), (vr = !1), e)
          : null;
      switch (e) {
        case `paste`:
          return null;
        case `keypress`:
          if (!(t.ctrlKey || t.altKey || t.metaKey) || (t.ctrlKey && t.altKey)) {
            if (t.char && 1 < t.char.length) return t.char;
            if (t.which) return String.fromCharCode(t.which);
          }
          return null;
        case `compositionend`:
          return pr && t.locale !== `ko` ? null : t.data;
        default:
          return null;
      }
    }
    var xr = {
      color: !0,
      date: !0,
      datetime: !0,
      "datetime-local": !0,
      email: !0,
      month: !0,
      number: !0,
      password: !0,
      range: !0,
      search: !0,
      tel: !0,
      text: !0,
      time: !0,
      url: !0,
      week: !0,
    };
    function Sr(e) {
      var t = e && e.nodeName && e.nodeName.toLowerCase();
      return t === `input` ? !!xr[e.type] : t === `textarea`;
    }
    function Cr(e, t, n, r) {
      (xn ? (Sn ? Sn.push(r) : (Sn = [r])) : (xn = r),
        (t = Xf(t, `onChange`)),
        0 < t.length &&
          ((n = new Rn(`onChange`, `change`, null, n, r)), e.push({ event: n, listeners: t })));
    }
    var wr = null,
      Tr = null;
    function Er(e) {
      Uf(e, 0);
    }
    function Dr(e) {
      if (en(Pt(e))) return e;
    }
    function Or(e, t) {
      if (e === `change`) return t;
    }
    var kr = !1;
    if (Dn) {
      var Ar;
      if (Dn) {
        var jr = `oninput` in document;
        if (!jr) {
          var Mr = document.createElement(`div`);
          (Mr.setAttribute(`oninput`, `return;`), (jr = typeof Mr.oninput == `function`));
        }
        Ar = jr;
      } else Ar = !1;
      kr = Ar && (!document.documentMode || 9 < document.documentMode);
    }
    function Nr() {
      wr && (wr.detachEvent(`onpropertychange`, Pr), (Tr = wr = null));
    }
    function Pr(e) {
      if (e.propertyName === `value` && Dr(Tr)) {
        var t = [];
        (Cr(t, Tr, e, bn(e)), Tn(Er, t));
      }
    }
    function Fr(e, t, n) {
      e === `focusin`
        ? (Nr(), (wr = t), (Tr = n), wr.attachEvent(`onpropertychange`, Pr))
        : e === `focusout` && Nr();
    }
    function Ir(e) {
      if (e === `selectionchange` || e === `keyup` || e === `keydown`) return Dr(Tr);
    }
    function Lr(e, t) {
      if (e === `click`) return Dr(t);
    }
    function Rr(e, t) {
      if (e === `input` || e === `change`) return Dr(t);
    }
    function zr(e, t) {
      return (e === t && (e !== 0 || 1 / e == 1 / t)) || (e !== e && t !== t);
    }
    var Br = typeof Object.is == `function` ? Object.is : zr;
    function Vr(e, t) {
      if (Br(e, t)) return !0;
      if (typeof e != `object` || !e || typeof t != `object` || !t) return !1;
      var n = Object.keys(e),
        r = Object.keys(t);
      if (n.length !== r.length) return !1;
      for (r = 0; r < n.length; r++) {
        var i = n[r];
        if (!Be.call(t, i) || !Br(e[i], t[i])) return !1;
      }
      return !0;
    }
    function Hr(e) {
      if (((e ||= typeof document < `u` ? document : void 0), e === void 0)) return null;
      try {
        return e.activeElement || e.body;
      } catch {
        return e.body;
      }
    }
    function Ur(e) {
      for (; e && e.firstChild; ) e = e.firstChild;
      return e;
    }
    function Wr(e, t) {
      var n = Ur(e);
      e = 0;
      for (var r; n; ) {
        if (n.nodeType === 3) {
          if (((r = e + n.textContent.length), e <= t && r >= t)) return { node: n, offset: t - e };
          e = r;
        }
        a: {
          for (; n; ) {
            if (n.nextSibling) {
              n = n.nextSibling;
              break a;
            }
            n = n.parentNode;
          }
          n = void 0;
        }
        n = Ur(n);
      }
    }
    function Gr(e, t) {
      return e && t
        ? e === t
          ? !0
          : e && e.nodeType === 3
            ? !1
            : t && t.nodeType === 3
              ? Gr(e, t.parentNode)
              : `contains` in e
                ? e.contains(t)
                : e.compareDocumentPosition
                  ? !!(e.compareDocumentPosition(t) & 16)
                  : !1
        : !1;
    }
    function Kr(e) {
      e =
        e != null && e.ownerDocument != null && e.ownerDocument.defaultView != null
          ? e.ownerDocument.defaultView
          : window;
      for (var t = Hr(e.document); t instanceof e.HTMLIFrameElement; ) {
        try {
          var n = typeof t.contentWindow.location.href == `string`;
        } catch {
          n = !1;
        }
        if (n) e = t.contentWindow;
        else break;
        t = Hr(e.document);
      }
      return t;
    }
    function qr(e) {
      var t = e && e.nodeName && e.nodeName.toLowerCase();
      return (
        t &&
        ((t === `input` &&
          (e.type === `text` ||
            e.type === `search` ||
            e.type === `tel` ||
            e.type === `url` ||
            e.type === `password`)) ||
          t === `textarea` ||
          e.contentEditable === `true`)
      );
    }
    var Jr = Dn && `documentMode` in document && 11 >= document.documentMode,
      Yr = null,
      Xr = null,
      Zr = null,
      Qr = !1;
    function $r(e, t, n) {
      var r = n.window === n ? n.document : n.nodeType === 9 ? n : n.ownerDocument;
      Qr ||
        Yr == null ||
        Yr !== Hr(r) ||
        ((r = Yr),
        `selectionStart` in r && qr(r)
          ? (r = { start: r.selectionStart, end: r.selectionEnd })
          : ((r = ((r.ownerDocument && r.ownerDocument.defaultView) || window).getSelection()),
            (r = {
              anchorNode: r.anchorNode,
              anchorOffset: r.anchorOffset,
              focusNode: r.focusNode,
              focusOffset: r.focusOffset,
            })),
        (Zr && Vr(Zr, r)) ||
          ((Zr = r),
          (r = Xf(Xr, `onSelect`)),
          0 < r.length &&
            ((t = new Rn(`onSelect`, `select`, null, t, n)),
            e.push({ event: t, listeners: r }),
            (t.target = Yr))));
    }
    function ei(e, t) {
      var n = {};
      return (
        (n[e.toLowerCase()] = t.toLowerCase()),
        (n[`Webkit` + e] = `webkit` + t),
        (n[`Moz` + e] = `moz` + t),
        n
      );
    }
    var ti = {
        animationend: ei(`Animation`, `AnimationEnd`),
        animationiteration: ei(`Animation`, `AnimationIteration`),
        animationstart: ei(`Animation`, `AnimationStart`),
        transitionrun: ei(`Transition`, `TransitionRun`),
        transitionstart: ei(`Transition`, `TransitionStart`),
        transitioncancel: ei(`Transition`, `TransitionCancel`),
        transitionend: ei(`Transition`, `TransitionEnd`),
      },
      ni = {},
      ri = {};
    Dn &&
      ((ri = document.createElement(`div`).style),
      `AnimationEvent` in window ||
        (delete ti.animationend.animation,
        delete ti.animationiteration.animation,
        delete ti.animationstart.animation),
      `TransitionEvent` in window || delete ti.transitionend.transition);
    function ii(e) {
      if (ni[e]) return ni[e];
      if (!ti[e]) return e;
      var t = ti[e],
        n;
      for (n in t) if (t.hasOwnProperty(n) && n in ri) return (ni[e] = t[n]);
      return e;
    }
    var ai = ii(`animationend`),
      oi = ii(`animationiteration`),
      si = ii(`animationstart`),
      ci = ii(`transitionrun`),
      li = ii(`transitionstart`),
      ui = ii(`transitioncancel`),
      di = ii(`transitionend`),
      fi = new Map(),
      pi =
        `abort auxClick beforeToggle cancel canPlay canPlayThrough click close contextMenu copy cut drag dragEnd dragEnter dragExit dragLeave dragOver dragStart drop durationChange emptied encrypted ended error fullscreenChange fullscreenError gotPointerCapture input invalid keyDown keyPress keyUp load loadedData loadedMetadata loadStart lostPointerCapture mouseDown mouseMove mouseOut mouseOver mouseUp paste pause play playing pointerCancel pointerDown pointerMove pointerOut pointerOver pointerUp progress rateChange reset resize seeked seeking stalled submit suspend timeUpdate touchCancel touchEnd touchStart volumeChange scroll toggle touchMove waiting wheel`.split(
          ` `,
        );
    pi.push(`scrollEnd`);
    function mi(e, t) {
      (fi.set(e, t), Bt(t, [e]));
    }
    var hi = 0;
    function gi(e, t) {
      if (e.name != null && e.name !== `auto`) return e.name;
      if (t.autoName !== null) return t.autoName;
      e = Sd.identifierPrefix;
      var n = hi++;
      return ((e = `_` + e + `t_` + n.toString(32) + `_`), (t.autoName = e));
    }
    function _i(e) {
      if (e == null || typeof e == `string`) return e;
      var t = null,
        n = Ad;
      if (n !== null)
        for (var r = 0; r < n.length; r++) {
          var i = e[n[r]];
          if (i != null) {
            if (i === `none`) return `none`;
            t = t == null ? i : t + (` ` + i);
          }
        }
      return t ?? e.default;
    }
    function vi(e, t) {
      return (
        (e = _i(e)),
        (t = _i(t)),
        t == null ? (e === `auto` ? null : e) : t === `auto` ? null : t
      );
    }
    var yi =
        typeof reportError == `function`
          ? reportError
          : function (e) {
              if (typeof window == `object` && typeof window.ErrorEvent == `function`) {
                var t = new window.ErrorEvent(`error`, {
                  bubbles: !0,
                  cancelable: !0,
                  message:
                    typeof e == `object` && e && typeof e.message == `string`
                      ? String(e.message)
                      : String(e),
                  error: e,
                });
                if (!window.dispatchEvent(t)) return;
              } else if (typeof process == `object` && typeof process.emit == `function`) {
                process.emit(`uncaughtException`, e);
                return;
              }
              console.error(e);
            },
      bi = [],
      xi = 0,
      Si = 0;
    function Ci() {
      for (var e = xi, t = (Si = xi = 0); t < e; ) {
        var n = bi[t];
        bi[t++] = null;
        var r = bi[t];
        bi[t++] = null;
        var i = bi[t];
        bi[t++] = null;
        var a = bi[t];
        if (((bi[t++] = null), r !== null && i !== null)) {
          var o = r.pending;
          (o === null ? (i.next = i) : ((i.next = o.next), (o.next = i)), (r.pending = i));
        }
        a !== 0 && Di(n, i, a);
      }
    }
    function wi(e, t, n, r) {
      ((bi[xi++] = e),
        (bi[xi++] = t),
        (bi[xi++] = n),
        (bi[xi++] = r),
        (Si |= r),
        (e.lanes |= r),
        (e = e.alternate),
        e !== null && (e.lanes |= r));
    }
    function Ti(e, t, n, r) {
      return (wi(e, t, n, r), Oi(e));
    }
    function Ei(e, t) {
      return (wi(e, null, null, t), Oi(e));
    }
    function Di(e, t, n) {
      e.lanes |= n;
      var r = e.alternate;
      r !== null && (r.lanes |= n);
      for (var i = !1, a = e.return; a !== null; )
        ((a.childLanes |= n),
          (r = a.alternate),
          r !== null && (r.childLanes |= n),
          a.tag === 22 && ((e = a.stateNode), e === null || e._visibility & 1 || (i = !0)),
          (e = a),
          (a = a.return));
      return e.tag === 3
        ? ((a = e.stateNode),
          i &&
            t !== null &&
            ((i = 31 - nt(n)),
            (e = a.hiddenUpdates),
            (r = e[i]),
            r === null ? (e[i] = [t]) : r.push(t),
            (t.lane = n | 536870912)),
          a)
        : null;
    }
    function Oi(e) {
      if (50 < jd) throw ((jd = 0), (Md = null), Error(i(185)));
      for (var t = e.return; t !== null; ) ((e = t), (t = e.return));
      return e.tag === 3 ? e.stateNode : null;
    }
    var ki = {};
    function Ai(e, t, n, r) {
      ((this.tag = e),
        (this.key = n),
        (this.sibling =
          this.child =
          this.return =
          this.stateNode =
          this.type =
          this.elementType =
            null),
        (this.index = 0),
        (this.refCleanup = this.ref = null),
        (this.pendingProps = t),
        (this.dependencies = this.memoizedState = this.updateQueue = this.memoizedProps = null),
        (this.mode = r),
        (this.subtreeFlags = this.flags = 0),
        (this.deletions = null),
        (this.childLanes = this.lanes = 0),
        (this.alternate = null));
    }
    function ji(e, t, n, r) {
      return new Ai(e, t, n, r);
    }
    function Mi(e) {
      return ((e = e.prototype), !(!e || !e.isReactComponent));
    }
    function Ni(e, t) {
      var n = e.alternate;
      return (
        n === null
          ? ((n = ji(e.tag, t, e.key, e.mode)),
            (n.elementType = e.elementType),
            (n.type = e.type),
            (n.stateNode = e.stateNode),
            (n.alternate = e),
            (e.alternate = n))
          : ((n.pendingProps = t),
            (n.type = e.type),
            (n.flags = 0),
            (n.subtreeFlags = 0),
            (n.deletions = null)),
        (n.flags = e.flags & 1206910976),
        (n.childLanes = e.childLanes),
        (n.lanes = e.lanes),
        (n.child = e.child),
        (n.memoizedProps = e.memoizedProps),
        (n.memoizedState = e.memoizedState),
        (n.updateQueue = e.updateQueue),
        (t = e.dependencies),
        (n.dependencies = t === null ? null : { lanes: t.lanes, firstContext: t.firstContext }),
        (n.sibling = e.sibling),
        (n.index = e.index),
        (n.ref = e.ref),
        (n.refCleanup = e.refCleanup),
        n
      );
    }
    function Pi(e, t) {
      e.flags &= 1206910978;
      var n = e.alternate;
      return (
        n === null
          ? ((e.childLanes = 0),
            (e.lanes = t),
            (e.child = null),
            (e.subtreeFlags = 0),
            (e.memoizedProps = null),
            (e.memoizedState = null),
            (e.updateQueue = null),
            (e.dependencies = null),
            (e.stateNode = null))
          : ((e.childLanes = n.childLanes),
            (e.lanes = n.lanes),
            (e.child = n.child),
            (e.subtreeFlags = 0),
            (e.deletions = null),
            (e.memoizedProps = n.memoizedProps),
            (e.memoizedState = n.memoizedState),
            (e.updateQueue = n.updateQueue),
            (e.type = n.type),
            (t = n.dependencies),
            (e.dependencies =
              t === null ? null : { lanes: t.lanes, firstContext: t.firstContext })),
        e
      );
    }
    function Fi(e, t, n, r, a, o) {
      var s = 0;
      if (((r = e), typeof r == `function`)) Mi(r) && (s = 1);
      else if (typeof r == `string`)
        s = Jm(e, n, Ee.current) ? 26 : e === `html` || e === `head` || e === `body` ? 27 : 5;
      else
        a: switch (r) {
          case le:
            return ((e = ji(31, n, t, a)), (e.elementType = le), (e.lanes = o), e);
          case te:
            return Ii(n.children, a, o, t);
          case D:
            ((s = 8), (a |= 24));
            break;
          case ne:
            return ((e = ji(12, n, t, a | 2)), (e.elementType = ne), (e.lanes = o), e);
          case ae:
            return ((e = ji(13, n, t, a)), (e.elementType = ae), (e.lanes = o), e);
          case oe:
            return ((e = ji(19, n, t, a)), (e.elementType = oe), (e.lanes = o), e);
          case k:
          case de:
            return (
              (e = a | 32),
              (e = ji(30, n, t, e)),
              (e.elementType = de),
              (e.lanes = o),
              (e.stateNode = { autoName: null, paired: null, clones: null, ref: null }),
              e
            );
          default:
            if (typeof r == `object` && r)
              switch (r.$$typeof) {
                case re:
                  s = 10;
                  break a;
                case O:
                  s = 9;
                  break a;
                case ie:
                  s = 11;
                  break a;
                case se:
                  s = 14;
                  break a;
                case ce:
                  ((s = 16), (r = null));
                  break a;
              }
            ((s = 29), (n = Error(i(130, e === null ? `null` : typeof e, ``))), (r = null));
        }
      return ((t = ji(s, n, t, a)), (t.elementType = e), (t.type = r), (t.lanes = o), t);
    }
    function Ii(e, t, n, r) {
      return ((e = ji(7, e, r, t)), (e.lanes = n), e);
    }
    function Li(e, t, n) {
      return ((e = ji(6, e, null, t)), (e.lanes = n), e);
    }
    function Ri(e) {
      var t = ji(18, null, null, 0);
      return ((t.stateNode = e), t);
    }
    function zi(e, t, n) {
      return (
        (t = ji(4, e.children === null ? [] : e.children, e.key, t)),
        (t.lanes = n),
        (t.stateNode = {
          containerInfo: e.containerInfo,
          pendingChildren: null,
          implementation: e.implementation,
        }),
        t
      );
    }
    var Bi = new WeakMap();
    function Vi(e, t) {
      if (typeof e == `object` && e) {
        var n = Bi.get(e);
        return n === void 0 ? ((t = { value: e, source: t, stack: ze(t) }), Bi.set(e, t), t) : n;
      }
      return { value: e, source: t, stack: ze(t) };
    }
    var Hi = [],
      Ui = 0,
      Wi = null,
      Gi = 0,
      Ki = [],
      qi = 0,
      Ji = null,
      Yi = 1,
      Xi = ``;
    function Zi(e, t) {
      ((Hi[Ui++] = Gi), (Hi[Ui++] = Wi), (Wi = e), (Gi = t));
    }
    function Qi(e, t, n) {
      ((Ki[qi++] = Yi), (Ki[qi++] = Xi), (Ki[qi++] = Ji), (Ji = e));
      var r = Yi;
      e = Xi;
      var i = 32 - nt(r) - 1;
      ((r &= ~(1 << i)), (n += 1));
      var a = 32 - nt(t) + i;
      if (30 < a) {
        var o = i - (i % 5);
        ((a = (r & ((1 << o) - 1)).toString(32)),
          (r >>= o),
          (i -= o),
          (Yi = (1 << (32 - nt(t) + i)) | (n << i) | r),
          (Xi = a + e));
      } else ((Yi = (1 << a) | (n << i) | r), (Xi = e));
    }
    function $i(e) {
      e.return !== null && (Zi(e, 1), Qi(e, 1, 0));
    }
    function ea(e) {
      for (; e === Wi; ) ((Wi = Hi[--Ui]), (Hi[Ui] = null), (Gi = Hi[--Ui]), (Hi[Ui] = null));
      for (; e === Ji; )
        ((Ji = Ki[--qi]),
          (Ki[qi] = null),
          (Xi = Ki[--qi]),
          (Ki[qi] = null),
          (Yi = Ki[--qi]),
          (Ki[qi] = null));
    }
    function ta(e, t) {
      ((Ki[qi++] = Yi), (Ki[qi++] = Xi), (Ki[qi++] = Ji), (Yi = t.id), (Xi = t.overflow), (Ji = e));
    }
    var na = null,
      ra = null,
      V = !1,
      ia = null,
      aa = !1,
      oa = Error(i(519));
    function sa(e) {
      throw (
        pa(
          Vi(
            Error(
              i(
                418,
                1 < arguments.length && arguments[1] !== void 0 && arguments[1] ? `text` : `HTML`,
                ``,
              ),
            ),
            e,
          ),
        ),
        oa
      );
    }
    function ca(e) {
      var t = e.stateNode,
        n = e.type,
        r = e.memoizedProps;
      switch (((t[St] = e), (t[Ct] = r), n)) {
        case `dialog`:
          (X(`cancel`, t), X(`close`, t));
          break;
        case `iframe`:
        case `object`:
        case `embed`:
          X(`load`, t);
          break;
        case `video`:
        case `audio`:
          for (n = 0; n < Vf.length; n++) X(Vf[n], t);
          break;
        case `source`:
          X(`error`, t);
          break;
        case `img`:
        case `image`:
        case `link`:
          (X(`error`, t), X(`load`, t));
          break;
        case `details`:
          X(`toggle`, t);
          break;
        case `input`:
          (X(`invalid`, t),
            an(t, r.value, r.defaultValue, r.checked, r.defaultChecked, r.type, r.name, !0));
          break;
        case `select`:
          X(`invalid`, t);
          break;
        case `textarea`:
          (X(`invalid`, t), ln(t, r.value, r.defaultValue, r.children));
      }
      ((n = r.children),
        (typeof n != `string` && typeof n != `number` && typeof n != `bigint`) ||
        t.textContent === `` + n ||
        !0 === r.suppressHydrationWarning ||
        np(t.textContent, n)
          ? (r.popover != null && (X(`beforetoggle`, t), X(`toggle`, t)),
            r.onScroll != null && X(`scroll`, t),
            r.onScrollEnd != null && X(`scrollend`, t),
            r.onClick != null && (t.onclick = vn),
            (t = !0))
          : (t = !1),
        t || sa(e, !0));
    }
    function la(e) {
      for (na = e.return; na; )
        switch (na.tag) {
          case 5:
          case 31:
          case 13:
            aa = !1;
            return;
          case 27:
          case 3:
            aa = !0;
            return;
          default:
            na = na.return;
        }
    }
    function ua(e) {
      if (e !== na) return !1;
      if (!V) return (la(e), (V = !0), !1);
      var t = e.tag,
        n;
      if (
        ((n = t !== 3 && t !== 27) &&
          ((n = t === 5) &&
            ((n = e.type), (n = n === `form` || n === `button` || gp(e.type, e.memoizedProps))),
          (n = !n)),
        n && ra && sa(e),
        la(e),
        t === 13)
      ) {
        if (((e = e.memoizedState), (e = e === null ? null : e.dehydrated), !e))
          throw Error(i(317));
        ra = pm(e);
      } else if (t === 31) {
        if (((e = e.memoizedState), (e = e === null ? null : e.dehydrated), !e))
          throw Error(i(317));
        ra = pm(e);
      } else
        t === 27
          ? ((t = ra), Tp(e.type) ? ((e = fm), (fm = null), (ra = e)) : (ra = t))
          : (ra = na ? dm(e.stateNode.nextSibling) : null);
      return !0;
    }
    function da() {
      ((ra = na = null), (V = !1));
    }
    function fa() {
      var e = ia;
      return (e !== null && (md === null ? (md = e) : md.push.apply(md, e), (ia = null)), e);
    }
    function pa(e) {
      ia === null ? (ia = [e]) : ia.push(e);
    }
    var ma = xe(null),
      ha = null,
      ga = null;
    function _a(e, t, n) {
      (we(ma, t._currentValue), (t._currentValue = n));
    }
    function va(e) {
      ((e._currentValue = ma.current), Se(ma));
    }
    function ya(e, t, n) {
      for (; e !== null; ) {
        var r = e.alternate;
        if (
          ((e.childLanes & t) === t
            ? r !== null && (r.childLanes & t) !== t && (r.childLanes |= t)
            : ((e.childLanes |= t), r !== null && (r.childLanes |= t)),
          e === n)
        )
          break;
        e = e.return;
      }
    }
    function ba(e, t, n, r) {
      var a = e.child;
      for (a !== null && (a.return = e); a !== null; ) {
        var o = a.dependencies;
        if (o !== null) {
          var s = a.child;
          o = o.firstContext;
          a: for (; o !== null; ) {
            var c = o;
            o = a;
            for (var l = 0; l < t.length; l++)
              if (c.context === t[l]) {
                ((o.lanes |= n),
                  (c = o.alternate),
                  c !== null && (c.lanes |= n),
                  ya(o.return, n, e),
                  r || (s = null));
                break a;
              }
            o = c.next;
          }
        } else if (a.tag === 18) {
          if (((s = a.return), s === null)) throw Error(i(341));
          ((s.lanes |= n),
            (o = s.alternate),
            o !== null && (o.lanes |= n),
            ya(s, n, e),
            (s = null));
        } else
          a.tag === 13 && a.memoizedState !== null && a.memoizedState.dehydrated === null
            ? ((a.lanes |= n),
              (s = a.alternate),
              s !== null && (s.lanes |= n),
              ya(a.return, n, e),
              (s = a.child),
              (s = s === null ? null : s.sibling))
            : (s = a.child);
        if (s !== null) s.return = a;
        else
          for (s = a; s !== null; ) {
            if (s === e) {
              s = null;
              break;
            }
            if (((a = s.sibling), a !== null)) {
              ((a.return = s.return), (s = a));
              break;
            }
            s = s.return;
          }
        a = s;
      }
    }
    function xa(e, t, n, r) {
      e = null;
      for (var a = t, o = !1; a !== null; ) {
        if (!o) {
          if (a.flags & 524288) o = !0;
          else if (a.flags & 262144) break;
        }
        if (a.tag === 10) {
          var s = a.alternate;
          if (s === null) throw Error(i(387));
          if (((s = s.memoizedProps), s !== null)) {
            var c = a.type;
            Br(a.pendingProps.value, s.value) || (e === null ? (e = [c]) : e.push(c));
          }
        } else if (a === N.current) {
          if (((s = a.alternate), s === null)) throw Error(i(387));
          s.memoizedState.memoizedState !== a.memoizedState.memoizedState &&
            (e === null ? (e = [ch]) : e.push(ch));
        }
        a = a.return;
      }
      return (e !== null && ba(t, e, n, r), (t.flags |= 262144), e !== null);
    }
    function Sa(e) {
      for (e = e.firstContext; e !== null; ) {
        if (!Br(e.context._currentValue, e.memoizedValue)) return !0;
        e = e.next;
      }
      return !1;
    }
    function Ca(e) {
      ((ha = e), (ga = null), (e = e.dependencies), e !== null && (e.firstContext = null));
    }
    function wa(e) {
      return Ea(ha, e);
    }
    function Ta(e, t) {
      return (ha === null && Ca(e), Ea(e, t));
    }
    function Ea(e, t) {
      var n = t._currentValue;
      if (((t = { context: t, memoizedValue: n, next: null }), ga === null)) {
        if (e === null) throw Error(i(308));
        ((ga = t), (e.dependencies = { lanes: 0, firstContext: t }), (e.flags |= 524288));
      } else ga = ga.next = t;
      return n;
    }
    var Da =
        typeof AbortController < `u`
          ? AbortController
          : function () {
              var e = [],
                t = (this.signal = {
                  aborted: !1,
                  addEventListener: function (t, n) {
                    e.push(n);
                  },
                });
              this.abort = function () {
                ((t.aborted = !0),
                  e.forEach(function (e) {
                    return e();
                  }));
              };
            },
      Oa = t.unstable_scheduleCallback,
      ka = t.unstable_NormalPriority,
      Aa = {
        $$typeof: re,
        Consumer: null,
        Provider: null,
        _currentValue: null,
        _currentValue2: null,
        _threadCount: 0,
      };
    function ja() {
      return { controller: new Da(), data: new Map(), refCount: 0 };
    }
    function Ma(e) {
      (e.refCount--,
        e.refCount === 0 &&
          Oa(ka, function () {
            e.controller.abort();
          }));
    }
    function Na(e, t) {
      if (e.pendingLanes & 4194048) {
        var n = e.transitionTypes;
        for (n === null && (n = e.transitionTypes = []), e = 0; e < t.length; e++) {
          var r = t[e];
          n.indexOf(r) === -1 && n.push(r);
        }
      }
    }
    var Pa = null;
    function Fa(e) {
      var t = e.transitionTypes;
      return ((e.transitionTypes = null), t);
    }
    var Ia = null,
      La = 0,
      Ra = 0,
      za = null;
    function Ba(e, t) {
      if (Ia === null) {
        var n = (Ia = []);
        ((La = 0),
          (Ra = If()),
          (za = {
            status: `pending`,
            value: void 0,
            then: function (e) {
              n.push(e);
            },
          }));
      }
      return (La++, t.then(Va, Va), t);
    }
    function Va() {
      if (--La === 0 && ((Pa = null), Ia !== null)) {
        za !== null && (za.status = `fulfilled`);
        var e = Ia;
        ((Ia = null), (Ra = 0), (za = null));
        for (var t = 0; t < e.length; t++) (0, e[t])();
      }
    }
    function Ha(e, t) {
      var n = [],
        r = {
          status: `pending`,
          value: null,
          reason: null,
          then: function (e) {
            n.push(e);
          },
        };
      return (
        e.then(
          function () {
            ((r.status = `fulfilled`), (r.value = t));
            for (var e = 0; e < n.length; e++) (0, n[e])(t);
          },
          function (e) {
            for (r.status = `rejected`, r.reason = e, e = 0; e < n.length; e++) (0, n[e])(void 0);
          },
        ),
        r
      );
    }
    var Ua = j.S;
    j.S = function (e, t) {
      if (
        ((_d = Ge()),
        typeof t == `object` && t && typeof t.then == `function` && Ba(e, t),
        Pa !== null)
      )
        for (var n = Sf; n !== null; ) (Na(n, Pa), (n = n.next));
      if (((n = e.types), n !== null)) {
        for (var r = Sf; r !== null; ) (Na(r, n), (r = r.next));
        if (Ra !== 0) {
          ((r = Pa), r === null && (r = Pa = []));
          for (var i = 0; i < n.length; i++) {
            var a = n[i];
            r.indexOf(a) === -1 && r.push(a);
          }
        }
      }
      Ua !== null && Ua(e, t);
    };
    var Wa = xe(null);
    function Ga() {
      var e = Wa.current;
      return e === null ? td.pooledCache : e;
    }
    function Ka(e, t) {
      t === null ? we(Wa, Wa.current) : we(Wa, t.pool);
    }
    function qa() {
      var e = Ga();
      return e === null ? null : { parent: Aa._currentValue, pool: e };
    }
    var Ja = Error(i(460)),
      Ya = Error(i(474)),
      Xa = Error(i(542)),
      Za = { then: function () {} };
    function Qa(e) {
      return ((e = e.status), e === `fulfilled` || e === `rejected`);
    }
    function $a(e, t, n) {
      switch (
        ((n = e[n]), n === void 0 ? e.push(t) : n !== t && (t.then(vn, vn), (t = n)), t.status)
      ) {
        case `fulfilled`:
          return t.value;
        case `rejected`:
          throw ((e = t.reason), ro(e), e === void 0 && !(`reason` in t) ? Error(i(600)) : e);
        default:
          if (typeof t.status == `string`) t.then(vn, vn);
          else {
            if (((e = td), e !== null && 100 < e.shellSuspendCounter)) throw Error(i(482));
            ((e = t),
              (e.status = `pending`),
              e.then(
                function (e) {
                  if (t.status === `pending`) {
                    var n = t;
                    ((n.status = `fulfilled`), (n.value = e));
                  }
                },
                function (e) {
                  if (t.status === `pending`) {
                    var n = t;
                    ((n.status = `rejected`), (n.reason = e));
                  }
                },
              ));
          }
          switch (t.status) {
            case `fulfilled`:
              return t.value;
            case `rejected`:
              throw ((e = t.reason), ro(e), e);
          }
          throw ((to = t), Ja);
      }
    }
    function eo(e) {
      try {
        var t = e._init;
        return t(e._payload);
      } catch (e) {
        throw typeof e == `object` && e && typeof e.then == `function` ? ((to = e), Ja) : e;
      }
    }
    var to = null;
    function no() {
      if (to === null) throw Error(i(459));
      var e = to;
      return ((to = null), e);
    }
    function ro(e) {
      if (e === Ja || e === Xa) throw Error(i(483));
    }
    var io = null,
      ao = 0;
    function oo(e) {
      var t = ao;
      return ((ao += 1), io === null && (io = []), $a(io, e, t));
    }
    function so(e, t) {
      ((t = t.props.ref), (e.ref = t === void 0 ? null : t));
    }
    function co(e, t) {
      throw t.$$typeof === T
        ? Error(i(525))
        : ((e = Object.prototype.toString.call(t)),
          Error(
            i(
              31,
              e === `[object Object]` ? `object with keys {` + Object.keys(t).join(`, `) + `}` : e,
            ),
          ));
    }
    function lo(e) {
      function t(t, n) {
        if (e) {
          var r = t.deletions;
          r === null ? ((t.deletions = [n]), (t.flags |= 16)) : r.push(n);
        }
      }
      function n(n, r) {
        if (!e) return null;
        for (; r !== null; ) (t(n, r), (r = r.sibling));
        return null;
      }
      function r(e) {
        for (var t = new Map(); e !== null; )
          (e.key === null ? t.set(e.index, e) : t.set(e.key, e), (e = e.sibling));
        return t;
      }
      function a(e, t) {
        return ((e = Ni(e, t)), (e.index = 0), (e.sibling = null), e);
      }
      function o(t, n, r) {
        return (
          (t.index = r),
          e
            ? ((r = t.alternate),
              r === null
                ? ((t.flags |= 134217730), n)
                : ((r = r.index), r < n ? ((t.flags |= 2), n) : r))
            : ((t.flags |= 1048576), n)
        );
      }
      function s(t) {
        return (e && t.alternate === null && (t.flags |= 134217730), t);
      }
      function c(e, t, n, r) {
        return t === null || t.tag !== 6
          ? ((t = Li(n, e.mode, r)), (t.return = e), t)
          : ((t = a(t, n)), (t.return = e), t);
      }
      function l(e, t, n, r) {
        var i = n.type;
        return i === te
          ? ((e = d(e, t, n.props.children, r, n.key)), so(e, n), e)
          : t !== null &&
              (t.elementType === i ||
                (typeof i == `object` && i && i.$$typeof === ce && eo(i) === t.type))
            ? ((t = a(t, n.props)), so(t, n), (t.return = e), t)
            : ((t = Fi(n.type, n.key, n.props, null, e.mode, r)), so(t, n), (t.return = e), t);
      }
      function u(e, t, n, r) {
        return t === null ||
          t.tag !== 4 ||
          t.stateNode.containerInfo !== n.containerInfo ||
          t.stateNode.implementation !== n.implementation
          ? ((t = zi(n, e.mode, r)), (t.return = e), t)
          : ((t = a(t, n.children || [])), (t.return = e), t);
      }
      function d(e, t, n, r, i) {
        return t === null || t.tag !== 7
          ? ((t = Ii(n, e.mode, r, i)), (t.return = e), t)
          : ((t = a(t, n)), (t.return = e), t);
      }
      function f(e, t, n) {
        if ((typeof t == `string` && t !== ``) || typeof t == `number` || typeof t == `bigint`)
          return ((t = Li(`` + t, e.mode, n)), (t.return = e), t);
        if (typeof t == `object` && t) {
          switch (t.$$typeof) {
            case ee:
              return (
                (n = Fi(t.type, t.key, t.props, null, e.mode, n)),
                so(n, t),
                (n.return = e),
                n
              );
            case E:
              return ((t = zi(t, e.mode, n)), (t.return = e), t);
            case ce:
              return ((t = eo(t)), f(e, t, n));
          }
          if (_e(t) || me(t)) return ((t = Ii(t, e.mode, n, null)), (t.return = e), t);
          if (typeof t.then == `function`) return f(e, oo(t), n);
          if (t.$$typeof === re) return f(e, Ta(e, t), n);
          co(e, t);
        }
        return null;
      }
      function p(e, t, n, r) {
        var i = t === null ? null : t.key;
        if ((typeof n == `string` && n !== ``) || typeof n == `number` || typeof n == `bigint`)
          return i === null ? c(e, t, `` + n, r) : null;
        if (typeof n == `object` && n) {
          switch (n.$$typeof) {
            case ee:
              return n.key === i ? l(e, t, n, r) : null;
            case E:
              return n.key === i ? u(e, t, n, r) : null;
            case ce:
              return ((n = eo(n)), p(e, t, n, r));
          }
          if (_e(n) || me(n)) return i === null ? d(e, t, n, r, null) : null;
          if (typeof n.then == `function`) return p(e, t, oo(n), r);
          if (n.$$typeof === re) return p(e, t, Ta(e, n), r);
          co(e, n);
        }
        return null;
      }
      function m(e, t, n, r, i) {
        if ((typeof r == `string` && r !== ``) || typeof r == `number` || typeof r == `bigint`)
          return ((e = e.get(n) || null), c(t, e, `` + r, i));
        if (typeof r == `object` && r) {
          switch (r.$$typeof) {
            case ee:
              return ((e = e.get(r.key === null ? n : r.key) || null), l(t, e, r, i));
            case E:
              return ((e = e.get(r.key === null ? n : r.key) || null), u(t, e, r, i));
            case ce:
              return ((r = eo(r)), m(e, t, n, r, i));
          }
          if (_e(r) || me(r)) return ((e = e.get(n) || null), d(t, e, r, i, null));
          if (typeof r.then == `function`) return m(e, t, n, oo(r), i);
          if (r.$$typeof === re) return m(e, t, n, Ta(t, r), i);
          co(t, r);
        }
        return null;
      }
      function h(i, a, s, c) {
        for (
          var l = null, u = null, d = a, h = (a = 0), g = null;
          d !== null && h < s.length;
          h++
        ) {
          d.index > h ? ((g = d), (d = null)) : (g = d.sibling);
          var _ = p(i, d, s[h], c);
          if (_ === null) {
            d === null && (d = g);
            break;
          }
          (e && d && _.alternate === null && t(i, d),
            (a = o(_, a, h)),
            u === null ? (l = _) : (u.sibling = _),
            (u = _),
            (d = g));
        }
        if (h === s.length) return (n(i, d), V && Zi(i, h), l);
        if (d === null) {
          for (; h < s.length; h++)
            ((d = f(i, s[h], c)),
              d !== null && ((a = o(d, a, h)), u === null ? (l = d) : (u.sibling = d), (u = d)));
          return (V && Zi(i, h), l);
        }
        for (d = r(d); h < s.length; h++)
          ((g = m(d, i, h, s[h], c)),
            g !== null &&
              (e && ((_ = g.alternate), _ !== null && d.delete(_.key === null ? h : _.key)),
              (a = o(g, a, h)),
              u === null ? (l = g) : (u.sibling = g),
              (u = g)));
        return (
          e &&
            d.forEach(function (e) {
              return t(i, e);
            }),
          V && Zi(i, h),
          l
        );
      }
      function g(a, s, c, l) {
        if (c == null) throw Error(i(151));
        for (
          var u = null, d = null, h = s, g = (s = 0), _ = null, v = c.next();
          h !== null && !v.done;
          g++, v = c.next()
        ) {
          h.index > g ? ((_ = h), (h = null)) : (_ = h.sibling);
          var y = p(a, h, v.value, l);
          if (y === null) {
            h === null && (h = _);
            break;
          }
          (e && h && y.alternate === null && t(a, h),
            (s = o(y, s, g)),
            d === null ? (u = y) : (d.sibling = y),
            (d = y),
            (h = _));
        }
        if (v.done) return (n(a, h), V && Zi(a, g), u);
        if (h === null) {
          for (; !v.done; g++, v = c.next())
            ((v = f(a, v.value, l)),
              v !== null && ((s = o(v, s, g)), d === null ? (u = v) : (d.sibling = v), (d = v)));
          return (V && Zi(a, g), u);
        }
        for (h = r(h); !v.done; g++, v = c.next())
          ((v = m(h, a, g, v.value, l)),
            v !== null &&
              (e && ((_ = v.alternate), _ !== null && h.delete(_.key === null ? g : _.key)),
              (s = o(v, s, g)),
              d === null ? (u = v) : (d.sibling = v),
              (d = v)));
        return (
          e &&
            h.forEach(function (e) {
              return t(a, e);
            }),
          V && Zi(a, g),
          u
        );
      }
      function _(e, r, o, c) {
        if (
          (typeof o == `object` &&
            o &&
            o.type === te &&
            o.key === null &&
            o.props.ref === void 0 &&
            (o = o.props.children),
          typeof o == `object` && o)
        ) {
          switch (o.$$typeof) {
            case ee:
              a: {
                for (var l = o.key; r !== null; ) {
                  if (r.key === l) {
                    if (((l = o.type), l === te)) {
                      if (r.tag === 7) {
                        (n(e, r.sibling),
                          (c = a(r, o.props.children)),
                          so(c, o),
                          (c.return = e),
                          (e = c));
                        break a;
                      }
                    } else if (
                      r.elementType === l ||
                      (typeof l == `object` && l && l.$$typeof === ce && eo(l) === r.type)
                    ) {
                      (n(e, r.sibling), (c = a(r, o.props)), so(c, o), (c.return = e), (e = c));
                      break a;
                    }
                    n(e, r);
                    break;
                  }
                  (t(e, r), (r = r.sibling));
                }
                o.type === te
                  ? ((c = Ii(o.props.children, e.mode, c, o.key)),
                    so(c, o),
                    (c.return = e),
                    (e = c))
                  : ((c = Fi(o.type, o.key, o.props, null, e.mode, c)),
                    so(c, o),
                    (c.return = e),
                    (e = c));
              }
              return s(e);
            case E:
              a: {
                for (l = o.key; r !== null; ) {
                  if (r.key === l) {
                    if (
                      r.tag === 4 &&
                      r.stateNode.containerInfo === o.containerInfo &&
                      r.stateNode.implementation === o.implementation
                    ) {
                      (n(e, r.sibling), (c = a(r, o.children || [])), (c.return = e), (e = c));
                      break a;
                    }
                    n(e, r);
                    break;
                  }
                  (t(e, r), (r = r.sibling));
                }
                ((c = zi(o, e.mode, c)), (c.return = e), (e = c));
              }
              return s(e);
            case ce:
              return ((o = eo(o)), _(e, r, o, c));
          }
          if (_e(o)) return h(e, r, o, c);
          if (me(o)) {
            if (((l = me(o)), typeof l != `function`)) throw Error(i(150));
            return ((o = l.call(o)), g(e, r, o, c));
          }
          if (typeof o.then == `function`) return _(e, r, oo(o), c);
          if (o.$$typeof === re) return _(e, r, Ta(e, o), c);
          co(e, o);
        }
        return (typeof o == `string` && o !== ``) || typeof o == `number` || typeof o == `bigint`
          ? ((o = `` + o),
            r !== null && r.tag === 6
              ? (n(e, r.sibling), (c = a(r, o)), (c.return = e), (e = c))
              : (n(e, r), (c = Li(o, e.mode, c)), (c.return = e), (e = c)),
            s(e))
          : n(e, r);
      }
      return function (e, t, n, r) {
        try {
          ao = 0;
          var i = _(e, t, n, r);
          return ((io = null), i);
        } catch (t) {
          if (t === Ja || t === Xa) throw t;
          var a = ji(29, t, null, e.mode);
          return ((a.lanes = r), (a.return = e), a);
        }
      };
    }
    var uo = lo(!0),
      fo = lo(!1),
      po = !1;
    function mo(e) {
      e.updateQueue = {
        baseState: e.memoizedState,
        firstBaseUpdate: null,
        lastBaseUpdate: null,
        shared: { pending: null, lanes: 0, hiddenCallbacks: null },
        callbacks: null,
      };
    }
    function ho(e, t) {
      ((e = e.updateQueue),
        t.updateQueue === e &&
          (t.updateQueue = {
            baseState: e.baseState,
            firstBaseUpdate: e.firstBaseUpdate,
            lastBaseUpdate: e.lastBaseUpdate,
            shared: e.shared,
            callbacks: null,
          }));
    }
    function go(e) {
      return { lane: e, tag: 0, payload: null, callback: null, next: null };
    }
    function _o(e, t, n) {
      var r = e.updateQueue;
      if (r === null) return null;
      if (((r = r.shared), G & 2)) {
        var i = r.pending;
        return (
          i === null ? (t.next = t) : ((t.next = i.next), (i.next = t)),
          (r.pending = t),
          (t = Oi(e)),
          Di(e, null, n),
          t
        );
      }
      return (wi(e, r, t, n), Oi(e));
    }
    function vo(e, t, n) {
      if (((t = t.updateQueue), t !== null && ((t = t.shared), n & 4194048))) {
        var r = t.lanes;
        ((r &= e.pendingLanes), (n |= r), (t.lanes = n), vt(e, n));
      }
    }
    function yo(e, t) {
      var n = e.updateQueue,
        r = e.alternate;
      if (r !== null && ((r = r.updateQueue), n === r)) {
        var i = null,
          a = null;
        if (((n = n.firstBaseUpdate), n !== null)) {
          do {
            var o = { lane: n.lane, tag: n.tag, payload: n.payload, callback: null, next: null };
            (a === null ? (i = a = o) : (a = a.next = o), (n = n.next));
          } while (n !== null);
          a === null ? (i = a = t) : (a = a.next = t);
        } else i = a = t;
        ((n = {
          baseState: r.baseState,
          firstBaseUpdate: i,
          lastBaseUpdate: a,
          shared: r.shared,
          callbacks: r.callbacks,
        }),
          (e.updateQueue = n));
      } else
        ((e = n.lastBaseUpdate),
          e === null ? (n.firstBaseUpdate = t) : (e.next = t),
          (n.lastBaseUpdate = t));
    }
    var bo = !1;
    function xo() {
      if (bo) {
        var e = za;
        if (e !== null) throw e;
      }
    }
    function So(e, t, n, r) {
      bo = !1;
      var i = e.updateQueue;
      po = !1;
      var a = i.firstBaseUpdate,
        o = i.lastBaseUpdate,
        s = i.shared.pending;
      if (s !== null) {
        i.shared.pending = null;
        var c = s,
          l = c.next;
        ((c.next = null), o === null ? (a = l) : (o.next = l), (o = c));
        var u = e.alternate;
        u !== null &&
          ((u = u.updateQueue),
          (s = u.lastBaseUpdate),
          s !== o && (s === null ? (u.firstBaseUpdate = l) : (s.next = l), (u.lastBaseUpdate = c)));
      }
      if (a !== null) {
        var d = i.baseState;
        ((o = 0), (u = l = c = null), (s = a));
        do {
          var f = s.lane & -536870913,
            p = f !== s.lane;
          if (p ? (q & f) === f : (r & f) === f) {
            (f !== 0 && f === Ra && (bo = !0),
              u !== null &&
                (u = u.next =
                  { lane: 0, tag: s.tag, payload: s.payload, callback: null, next: null }));
            a: {
              var m = e,
                h = s;
              f = t;
              var g = n;
              switch (h.tag) {
                case 1:
                  if (((m = h.payload), typeof m == `function`)) {
                    d = m.call(g, d, f);
                    break a;
                  }
                  d = m;
                  break a;
                case 3:
                  m.flags = (m.flags & -65537) | 128;
                case 0:
                  if (
                    ((m = h.payload), (f = typeof m == `function` ? m.call(g, d, f) : m), f == null)
                  )
                    break a;
                  d = w({}, d, f);
                  break a;
                case 2:
                  po = !0;
              }
            }
            ((f = s.callback),
              f !== null &&
                ((e.flags |= 64),
                p && (e.flags |= 8192),
                (p = i.callbacks),
                p === null ? (i.callbacks = [f]) : p.push(f)));
          } else
            ((p = { lane: f, tag: s.tag, payload: s.payload, callback: s.callback, next: null }),
              u === null ? ((l = u = p), (c = d)) : (u = u.next = p),
              (o |= f));
          if (((s = s.next), s === null)) {
            if (((s = i.shared.pending), s === null)) break;
            ((p = s),
              (s = p.next),
              (p.next = null),
              (i.lastBaseUpdate = p),
              (i.shared.pending = null));
          }
        } while (1);
        (u === null && (c = d),
          (i.baseState = c),
          (i.firstBaseUpdate = l),
          (i.lastBaseUpdate = u),
          a === null && (i.shared.lanes = 0),
          (cd |= o),
          (e.lanes = o),
          (e.memoizedState = d));
      }
    }
    function Co(e, t) {
      if (typeof e != `function`) throw Error(i(191, e));
      e.call(t);
    }
    function wo(e, t) {
      var n = e.callbacks;
      if (n !== null) for (e.callbacks = null, e = 0; e < n.length; e++) Co(n[e], t);
    }
    var To = xe(null),
      Eo = xe(0);
    function Do(e, t) {
      ((e = od), we(Eo, e), we(To, t), (od = e | t.baseLanes));
    }
    function Oo() {
      (we(Eo, od), we(To, To.current));
    }
    function ko() {
      ((od = Eo.current), Se(To), Se(Eo));
    }
    var Ao = xe(null),
      jo = null;
    function Mo(e) {
      var t = e.alternate;
      (we(Lo, Lo.current & 1),
        we(Ao, e),
        jo === null && (t === null || To.current !== null || t.memoizedState !== null) && (jo = e));
    }
    function No(e) {
      (we(Lo, Lo.current), we(Ao, e), jo === null && (jo = e));
    }
    function Po(e) {
      e.tag === 22 ? (we(Lo, Lo.current), we(Ao, e), jo === null && (jo = e)) : Fo();
    }
    function Fo() {
      (we(Lo, Lo.current), we(Ao, Ao.current));
    }
    function Io(e) {
      (Se(Ao), jo === e && (jo = null), Se(Lo));
    }
    var Lo = xe(0);
    function Ro(e, t) {
      (we(Ao, Ao.current), we(Lo, t));
    }
    function zo(e) {
      (Se(Lo), Se(Ao), jo === e && (jo = null));
    }
    function Bo(e) {
      for (var t = e; t !== null; ) {
        if (t.tag === 13) {
          var n = t.memoizedState;
          if (n !== null && ((n = n.dehydrated), n === null || cm(n) || lm(n))) return t;
        } else if (t.tag === 19 && t.memoizedProps.revealOrder !== `independent`) {
          if (t.flags & 128) return t;
        } else if (t.child !== null) {
          ((t.child.return = t), (t = t.child));
          continue;
        }
        if (t === e) break;
        for (; t.sibling === null; ) {
          if (t.return === null || t.return === e) return null;
          t = t.return;
        }
        ((t.sibling.return = t.return), (t = t.sibling));
      }
      return null;
    }
    var Vo = 0,
      H = null,
      U = null,
      Ho = null,
      Uo = !1,
      Wo = !1,
      Go = !1,
      Ko = 0,
      qo = 0,
      Jo = null,
      Yo = 0;
    function Xo() {
      throw Error(i(321));
    }
    function Zo(e, t) {
      if (t === null) return !1;
      for (var n = 0; n < t.length && n < e.length; n++) if (!Br(e[n], t[n])) return !1;
      return !0;
    }
    function Qo(e, t, n, r, i, a) {
      return (
        (Vo = a),
        (H = t),
        (t.memoizedState = null),
        (t.updateQueue = null),
        (t.lanes = 0),
        (j.H = e === null || e.memoizedState === null ? hc : gc),
        (Go = !1),
        (a = n(r, i)),
        (Go = !1),
        Wo && (a = es(t, n, r, i)),
        $o(e),
        a
      );
    }
    function $o(e) {
      j.H = mc;
      var t = U !== null && U.next !== null;
      if (((Vo = 0), (Ho = U = H = null), (Uo = !1), (qo = 0), (Jo = null), t)) throw Error(i(300));
      e === null || Nc || ((e = e.dependencies), e !== null && Sa(e) && (Nc = !0));
    }
    function es(e, t, n, r) {
      H = e;
      var a = 0;
      do {
        if ((Wo && (Jo = null), (qo = 0), (Wo = !1), 25 <= a)) throw Error(i(301));
        if (((a += 1), (Ho = U = null), e.updateQueue != null)) {
          var o = e.updateQueue;
          ((o.lastEffect = null),
            (o.events = null),
            (o.stores = null),
            o.memoCache != null && (o.memoCache.index = 0));
        }
        ((j.H = _c), (o = t(n, r)));
      } while (Wo);
      return o;
    }
    function ts() {
      var e = j.H,
        t = e.useState()[0];
      return (
        (t = typeof t.then == `function` ? cs(t) : t),
        (e = e.useState()[0]),
        (U === null ? null : U.memoizedState) !== e && (H.flags |= 1024),
        t
      );
    }
    function ns() {
      var e = Ko !== 0;
      return ((Ko = 0), e);
    }
    function rs(e, t, n) {
      ((t.updateQueue = e.updateQueue), (t.flags &= -2053), (e.lanes &= ~n));
    }
    function is(e) {
      if (Uo) {
        for (e = e.memoizedState; e !== null; ) {
          var t = e.queue;
          (t !== null && (t.pending = null), (e = e.next));
        }
        Uo = !1;
      }
      ((Vo = 0), (Ho = U = H = null), (Wo = !1), (qo = Ko = 0), (Jo = null));
    }
    function as() {
      var e = { memoizedState: null, baseState: null, baseQueue: null, queue: null, next: null };
      return (Ho === null ? (H.memoizedState = Ho = e) : (Ho = Ho.next = e), Ho);
    }
    function os() {
      if (U === null) {
        var e = H.alternate;
        e = e === null ? null : e.memoizedState;
      } else e = U.next;
      var t = Ho === null ? H.memoizedState : Ho.next;
      if (t !== null) ((Ho = t), (U = e));
      else {
        if (e === null) throw H.alternate === null ? Error(i(467)) : Error(i(310));
        ((U = e),
          (e = {
            memoizedState: U.memoizedState,
            baseState: U.baseState,
            baseQueue: U.baseQueue,
            queue: U.queue,
            next: null,
          }),
          Ho === null ? (H.memoizedState = Ho = e) : (Ho = Ho.next = e));
      }
      return Ho;
    }
    function ss() {
      return { lastEffect: null, events: null, stores: null, memoCache: null };
    }
    function cs(e) {
      var t = qo;
      return (
        (qo += 1),
        Jo === null && (Jo = []),
        (e = $a(Jo, e, t)),
        (t = H),
        (Ho === null ? t.memoizedState : Ho.next) === null &&
          ((t = t.alternate), (j.H = t === null || t.memoizedState === null ? hc : gc)),
        e
      );
    }
    function ls(e) {
      if (typeof e == `object` && e) {
        if (typeof e.then == `function`) return cs(e);
        if (e.$$typeof === fe) return;
        if (e.$$typeof === re) return wa(e);
      }
      throw Error(i(438, String(e)));
    }
    function us(e) {
      var t = null,
        n = H.updateQueue;
      if ((n !== null && (t = n.memoCache), t == null)) {
        var r = H.alternate;
        r !== null &&
          ((r = r.updateQueue),
          r !== null &&
            ((r = r.memoCache),
            r != null &&
              (t = {
                data: r.data.map(function (e) {
                  return e.slice();
                }),
                index: 0,
              })));
      }
      if (
        ((t ??= { data: [], index: 0 }),
        n === null && ((n = ss()), (H.updateQueue = n)),
        (n.memoCache = t),
        (n = t.data[t.index]),
        n === void 0)
      )
        for (n = t.data[t.index] = Array(e), r = 0; r < e; r++) n[r] = A;
      return (t.index++, n);
    }
    function ds(e, t) {
      return typeof t == `function` ? t(e) : t;
    }
    function fs(e) {
      return ps(os(), U, e);
    }
    function ps(e, t, n) {
      var r = e.queue;
      if (r === null) throw Error(i(311));
      r.lastRenderedReducer = n;
      var a = e.baseQueue,
        o = r.pending;
      if (o !== null) {
        if (a !== null) {
          var s = a.next;
          ((a.next = o.next), (o.next = s));
        }
        ((t.baseQueue = a = o), (r.pending = null));
      }
      if (((o = e.baseState), a === null)) e.memoizedState = o;
      else {
        t = a.next;
        var c = (s = null),
          l = null,
          u = t,
          d = !1;
        do {
          var f = u.lane & -536870913;
          if (f === u.lane ? (Vo & f) === f : (q & f) === f) {
            var p = u.revertLane;
            if (p === 0)
              (l !== null &&
                (l = l.next =
                  {
                    lane: 0,
                    revertLane: 0,
                    gesture: null,
                    action: u.action,
                    hasEagerState: u.hasEagerState,
                    eagerState: u.eagerState,
                    next: null,
                  }),
                f === Ra && (d = !0));
            else if ((Vo & p) === p) {
              ((u = u.next), p === Ra && (d = !0));
              continue;
            } else
              ((f = {
                lane: 0,
                revertLane: u.revertLane,
                gesture: null,
                action: u.action,
                hasEagerState: u.hasEagerState,
                eagerState: u.eagerState,
                next: null,
              }),
                l === null ? ((c = l = f), (s = o)) : (l = l.next = f),
                (H.lanes |= p),
                (cd |= p));
            ((f = u.action), Go && n(o, f), (o = u.hasEagerState ? u.eagerState : n(o, f)));
          } else
            ((p = {
              lane: f,
              revertLane: u.revertLane,
              gesture: u.gesture,
              action: u.action,
              hasEagerState: u.hasEagerState,
              eagerState: u.eagerState,
              next: null,
            }),
              l === null ? ((c = l = p), (s = o)) : (l = l.next = p),
              (H.lanes |= f),
              (cd |= f));
          u = u.next;
        } while (u !== null && u !== t);
        if (
          (l === null ? (s = o) : (l.next = c),
          !Br(o, e.memoizedState) && ((Nc = !0), d && ((n = za), n !== null)))
        )
          throw n;
        ((e.memoizedState = o), (e.baseState = s), (e.baseQueue = l), (r.lastRenderedState = o));
      }
      return (a === null && (r.lanes = 0), [e.memoizedState, r.dispatch]);
    }
    function ms(e) {
      var t = os(),
        n = t.queue;
      if (n === null) throw Error(i(311));
      n.lastRenderedReducer = e;
      var r = n.dispatch,
        a = n.pending,
        o = t.memoizedState;
      if (a !== null) {
        n.pending = null;
        var s = (a = a.next);
        do ((o = e(o, s.action)), (s = s.next));
        while (s !== a);
        (Br(o, t.memoizedState) || (Nc = !0),
          (t.memoizedState = o),
          t.baseQueue === null && (t.baseState = o),
          (n.lastRenderedState = o));
      }
      return [o, r];
    }
    function hs(e, t, n) {
      var r = H,
        a = os(),
        o = V;
      if (o) {
        if (n === void 0) throw Error(i(407));
        n = n();
      } else n = t();
      var s = !Br((U || a).memoizedState, n);
      if (
        (s && ((a.memoizedState = n), (Nc = !0)),
        (a = a.queue),
        Bs(vs.bind(null, r, a, e), [e]),
        (e = a.getSnapshot !== t || s || (Ho !== null && !!(Ho.memoizedState.tag & 1))),
        Fs(e ? 9 : 8, { destroy: void 0 }, _s.bind(null, r, a, n, t), null),
        e)
      ) {
        if (((r.flags |= 2048), td === null)) throw Error(i(349));
        o || Vo & 127 || gs(r, t, n);
      }
      return n;
    }
    function gs(e, t, n) {
      ((e.flags |= 16384),
        (e = { getSnapshot: t, value: n }),
        (t = H.updateQueue),
        t === null
          ? ((t = ss()), (H.updateQueue = t), (t.stores = [e]))
          : ((n = t.stores), n === null ? (t.stores = [e]) : n.push(e)));
    }
    function _s(e, t, n, r) {
      ((t.value = n), (t.getSnapshot = r), ys(t) && bs(e));
    }
    function vs(e, t, n) {
      return n(function () {
        ys(t) && bs(e);
      });
    }
    function ys(e) {
      var t = e.getSnapshot;
      e = e.value;
      try {
        var n = t();
        return !Br(e, n);
      } catch {
        return !0;
      }
    }
    function bs(e) {
      var t = Ei(e, 2);
      t !== null && Id(t, e, 2);
    }
    function xs(e) {
      var t = as();
      if (typeof e == `function`) {
        var n = e;
        if (((e = n()), Go)) {
          tt(!0);
          try {
            n();
          } finally {
            tt(!1);
          }
        }
      }
      return (
        (t.memoizedState = t.baseState = e),
        (t.queue = {
          pending: null,
          lanes: 0,
          dispatch: null,
          lastRenderedReducer: ds,
          lastRenderedState: e,
        }),
        t
      );
    }
    function Ss(e, t, n, r) {
      return ((e.baseState = n), ps(e, U, typeof r == `function` ? r : ds));
    }
    function Cs(e, t, n, r, a) {
      if (dc(e)) throw Error(i(485));
      if (((e = t.action), e !== null)) {
        var o = {
          payload: a,
          action: e,
          next: null,
          isTransition: !0,
          status: `pending`,
          value: null,
          reason: null,
          listeners: [],
          then: function (e) {
            o.listeners.push(e);
          },
        };
        (j.T === null ? (o.isTransition = !1) : n(!0),
          r(o),
          (n = t.pending),
          n === null
            ? ((o.next = t.pending = o), ws(t, o))
            : ((o.next = n.next), (t.pending = n.next = o)));
      }
    }
    function ws(e, t) {
      var n = t.action,
        r = t.payload,
        i = e.state;
      if (t.isTransition) {
        var a = j.T,
          o = {};
        ((o.types = a === null ? null : a.types), (j.T = o));
        try {
          var s = n(i, r),
            c = j.S;
          (c !== null && c(o, s), Ts(e, t, s));
        } catch (n) {
          Ds(e, t, n);
        } finally {
          (a !== null && o.types !== null && (a.types = o.types), (j.T = a));
        }
      } else
        try {
          ((a = n(i, r)), Ts(e, t, a));
        } catch (n) {
          Ds(e, t, n);
        }
    }
    function Ts(e, t, n) {
      typeof n == `object` && n && typeof n.then == `function`
        ? n.then(
            function (n) {
              Es(e, t, n);
            },
            function (n) {
              return Ds(e, t, n);
            },
          )
        : Es(e, t, n);
    }
    function Es(e, t, n) {
      ((t.status = `fulfilled`),
        (t.value = n),
        Os(t),
        (e.state = n),
        (t = e.pending),
        t !== null &&
          ((n = t.next), n === t ? (e.pending = null) : ((n = n.next), (t.next = n), ws(e, n))));
    }
    function Ds(e, t, n) {
      var r = e.pending;
      if (((e.pending = null), r !== null)) {
        r = r.next;
        do ((t.status = `rejected`), (t.reason = n), Os(t), (t = t.next));
        while (t !== r);
      }
      e.action = null;
    }
    function Os(e) {
      e = e.listeners;
      for (var t = 0; t < e.length; t++) (0, e[t])();
    }
    function ks(e, t) {
      return t;
    }
    function As(e, t) {
      if (V) {
        var n = td.formState;
        if (n !== null) {
          a: {
            var r = H;
            if (V) {
              if (ra) {
                b: {
                  for (var i = ra, a = aa; i.nodeType !== 8; )
                    if (!a || ((i = dm(i.nextSibling)), i === null)) {
                      i = null;
                      break b;
                    }
                  ((a = i.data), (i = a === `F!` || a === `F` ? i : null));
                }
                if (i) {
                  ((ra = dm(i.nextSibling)), (r = i.data === `F!`));
                  break a;
                }
              }
              sa(r);
            }
            r = !1;
          }
          r && (t = n[0]);
        }
      }
      return (
        (n = as()),
        (n.memoizedState = n.baseState = t),
        (r = {
          pending: null,
          lanes: 0,
          dispatch: null,
          lastRenderedReducer: ks,
          lastRenderedState: t,
        }),
        (n.queue = r),
        (n = cc.bind(null, H, r)),
        (r.dispatch = n),
        (r = xs(!1)),
        (a = uc.bind(null, H, !1, r.queue)),
        (r = as()),
        (i = { state: t, dispatch: null, action: e, pending: null }),
        (r.queue = i),
        (n = Cs.bind(null, H, i, a, n)),
        (i.dispatch = n),
        (r.memoizedState = e),
        [t, n, !1]
      );
    }
    function js(e) {
      return Ms(os(), U, e);
    }
    function Ms(e, t, n) {
      if (
        ((t = ps(e, t, ks)[0]),
        (e = fs(ds)[0]),
        typeof t == `object` && t && typeof t.then == `function`)
      )
        try {
          var r = cs(t);
        } catch (e) {
          throw e === Ja ? Xa : e;
        }
      else r = t;
      t = os();
      var i = t.queue,
        a = i.dispatch;
      return (
        n !== t.memoizedState &&
          ((H.flags |= 2048), Fs(9, { destroy: void 0 }, Ns.bind(null, i, n), null)),
        [r, a, e]
      );
    }
    function Ns(e, t) {
      e.action = t;
    }
    function Ps(e) {
      var t = os(),
        n = U;
      if (n !== null) return Ms(t, n, e);
      (os(), (t = t.memoizedState), (n = os()));
      var r = n.queue.dispatch;
      return ((n.memoizedState = e), [t, r, !1]);
    }
    function Fs(e, t, n, r) {
      return (
        (e = { tag: e, create: n, deps: r, inst: t, next: null }),
        (t = H.updateQueue),
        t === null && ((t = ss()), (H.updateQueue = t)),
        (n = t.lastEffect),
        n === null
          ? (t.lastEffect = e.next = e)
          : ((r = n.next), (n.next = e), (e.next = r), (t.lastEffect = e)),
        e
      );
    }
    function Is() {
      return os().memoizedState;
    }
    function Ls(e, t, n, r) {
      var i = as();
      ((H.flags |= e),
        (i.memoizedState = Fs(1 | t, { destroy: void 0 }, n, r === void 0 ? null : r)));
    }
    function Rs(e, t, n, r) {
      var i = os();
      r = r === void 0 ? null : r;
      var a = i.memoizedState.inst;
      U !== null && r !== null && Zo(r, U.memoizedState.deps)
        ? (i.memoizedState = Fs(t, a, n, r))
        : ((H.flags |= e), (i.memoizedState = Fs(1 | t, a, n, r)));
    }
    function zs(e, t) {
      Ls(8390656, 8, e, t);
    }
    function Bs(e, t) {
      Rs(2048, 8, e, t);
    }
    function Vs(e) {
      H.flags |= 4;
      var t = H.updateQueue;
      if (t === null) ((t = ss()), (H.updateQueue = t), (t.events = [e]));
      else {
        var n = t.events;
        n === null ? (t.events = [e]) : n.push(e);
      }
    }
    function Hs(e) {
      var t = os().memoizedState;
      return (
        Vs({ ref: t, nextImpl: e }),
        function () {
          if (G & 2) throw Error(i(440));
          return t.impl.apply(void 0, arguments);
        }
      );
    }
    function Us(e, t) {
      return Rs(4, 2, e, t);
    }
    function Ws(e, t) {
      return Rs(4, 4, e, t);
    }
    function Gs(e, t) {
      if (typeof t == `function`) {
        e = e();
        var n = t(e);
        return function () {
          typeof n == `function` ? n() : t(null);
        };
      }
      if (t != null)
        return (
          (e = e()),
          (t.current = e),
          function () {
            t.current = null;
          }
        );
    }
    function Ks(e, t, n) {
      ((n = n == null ? null : n.concat([e])), Rs(4, 4, Gs.bind(null, t, e), n));
    }
    function qs() {}
    function Js(e, t) {
      var n = os();
      t = t === void 0 ? null : t;
      var r = n.memoizedState;
      return t !== null && Zo(t, r[1]) ? r[0] : ((n.memoizedState = [e, t]), e);
    }
    function Ys(e, t) {
      var n = os();
      t = t === void 0 ? null : t;
      var r = n.memoizedState;
      if (t !== null && Zo(t, r[1])) return r[0];
      if (((r = e()), Go)) {
        tt(!0);
        try {
          e();
        } finally {
          tt(!1);
        }
      }
      return ((n.memoizedState = [r, t]), r);
    }
    function Xs(e, t, n) {
      return n === void 0 || (Vo & 1073741824 && !(q & 261930))
        ? (e.memoizedState = t)
        : ((e.memoizedState = n), (e = Pd()), (H.lanes |= e), (cd |= e), n);
    }
    function Zs(e, t, n, r) {
      return Br(n, t)
        ? n
        : To.current === null
          ? !(Vo & 106) || (Vo & 1073741824 && !(q & 261930))
            ? ((Nc = !0), (e.memoizedState = n))
            : ((e = Pd()), (H.lanes |= e), (cd |= e), t)
          : ((e = Xs(e, n, r)), Br(e, t) || (Nc = !0), e);
    }
    function Qs(e, t, n, r, i) {
      var a = M.p;
      M.p = a !== 0 && 8 > a ? a : 8;
      var o = j.T,
        s = {};
      ((s.types = o === null ? null : o.types), (j.T = s), uc(e, !1, t, n));
      try {
        var c = i(),
          l = j.S;
        (l !== null && l(s, c),
          typeof c == `object` && c && typeof c.then == `function`
            ? lc(e, t, Ha(c, r), Nd(e))
            : lc(e, t, r, Nd(e)));
      } catch (n) {
        lc(e, t, { then: function () {}, status: `rejected`, reason: n }, Nd());
      } finally {
        ((M.p = a), o !== null && s.types !== null && (o.types = s.types), (j.T = o));
      }
    }
    function $s() {}
    function ec(e, t, n, r) {
      if (e.tag !== 5) throw Error(i(476));
      var a = tc(e).queue;
      Qs(
        e,
        a,
        t,
        ve,
        n === null
          ? $s
          : function () {
              return (nc(e), n(r));
            },
      );
    }
    function tc(e) {
      var t = e.memoizedState;
      if (t !== null) return t;
      t = {
        memoizedState: ve,
        baseState: ve,
        baseQueue: null,
        queue: {
          pending: null,
          lanes: 0,
          dispatch: null,
          lastRenderedReducer: ds,
          lastRenderedState: ve,
        },
        next: null,
      };
      var n = {};
      return (
        (t.next = {
          memoizedState: n,
          baseState: n,
          baseQueue: null,
          queue: {
            pending: null,
            lanes: 0,
            dispatch: null,
            lastRenderedReducer: ds,
            lastRenderedState: n,
          },
          next: null,
        }),
        (e.memoizedState = t),
        (e = e.alternate),
        e !== null && (e.memoizedState = t),
        t
      );
    }
    function nc(e) {
      var t = tc(e);
      (t.next === null && (t = e.alternate.memoizedState), lc(e, t.next.queue, {}, Nd()));
    }
    function rc() {
      return wa(ch);
    }
    function ic() {
      return os().memoizedState;
    }
    function ac() {
      return os().memoizedState;
    }
    function oc(e) {
      for (var t = e.return; t !== null; ) {
        switch (t.tag) {
          case 24:
          case 3:
            var n = Nd();
            e = go(n);
            var r = _o(t, e, n);
            (r !== null && (Id(r, t, n), vo(r, t, n)), (t = { cache: ja() }), (e.payload = t));
            return;
        }
        t = t.return;
      }
    }
    function sc(e, t, n) {
      var r = Nd();
      ((n = {
        lane: r,
        revertLane: 0,
        gesture: null,
        action: n,
        hasEagerState: !1,
        eagerState: null,
        next: null,
      }),
        dc(e) ? fc(t, n) : ((n = Ti(e, t, n, r)), n !== null && (Id(n, e, r), pc(n, t, r))));
    }
    function cc(e, t, n) {
      lc(e, t, n, Nd());
    }
    function lc(e, t, n, r) {
      var i = {
        lane: r,
        revertLane: 0,
        gesture: null,
        action: n,
        hasEagerState: !1,
        eagerState: null,
        next: null,
      };
      if (dc(e)) fc(t, i);
      else {
        var a = e.alternate;
        if (
          e.lanes === 0 &&
          (a === null || a.lanes === 0) &&
          ((a = t.lastRenderedReducer), a !== null)
        )
          try {
            var o = t.lastRenderedState,
              s = a(o, n);
            if (((i.hasEagerState = !0), (i.eagerState = s), Br(s, o)))
              return (wi(e, t, i, 0), td === null && Ci(), !1);
          } catch {}
        if (((n = Ti(e, t, i, r)), n !== null)) return (Id(n, e, r), pc(n, t, r), !0);
      }
      return !1;
    }
    function uc(e, t, n, r) {
      if (
        ((r = {
          lane: 2,
          revertLane: If(),
          gesture: null,
          action: r,
          hasEagerState: !1,
          eagerState: null,
          next: null,
        }),
        dc(e))
      ) {
        if (t) throw Error(i(479));
      } else ((t = Ti(e, n, r, 2)), t !== null && Id(t, e, 2));
    }
    function dc(e) {
      var t = e.alternate;
      return e === H || (t !== null && t === H);
    }
    function fc(e, t) {
      Wo = Uo = !0;
      var n = e.pending;
      (n === null ? (t.next = t) : ((t.next = n.next), (n.next = t)), (e.pending = t));
    }
    function pc(e, t, n) {
      if (n & 4194048) {
        var r = t.lanes;
        ((r &= e.pendingLanes), (n |= r), (t.lanes = n), vt(e, n));
      }
    }
    var mc = {
        readContext: wa,
        use: ls,
        useCallback: Xo,
        useContext: Xo,
        useEffect: Xo,
        useImperativeHandle: Xo,
        useLayoutEffect: Xo,
        useInsertionEffect: Xo,
        useMemo: Xo,
        useReducer: Xo,
        useRef: Xo,
        useState: Xo,
        useDebugValue: Xo,
        useDeferredValue: Xo,
        useTransition: Xo,
        useSyncExternalStore: Xo,
        useId: Xo,
        useHostTransitionStatus: Xo,
        useFormState: Xo,
        useActionState: Xo,
        useOptimistic: Xo,
        useMemoCache: Xo,
        useCacheRefresh: Xo,
        useEffectEvent: Xo,
      },
      hc = {
        readContext: wa,
        use: ls,
        useCallback: function (e, t) {
          return ((as().memoizedState = [e, t === void 0 ? null : t]), e);
        },
        useContext: wa,
        useEffect: zs,
        useImperativeHandle: function (e, t, n) {
          ((n = n == null ? null : n.concat([e])), Ls(4194308, 4, Gs.bind(null, t, e), n));
        },
        useLayoutEffect: function (e, t) {
          return Ls(4194308, 4, e, t);
        },
        useInsertionEffect: function (e, t) {
          Ls(4, 2, e, t);
        },
        useMemo: function (e, t) {
          var n = as();
          t = t === void 0 ? null : t;
          var r = e();
          if (Go) {
            tt(!0);
            try {
              e();
            } finally {
              tt(!1);
            }
          }
          return ((n.memoizedState = [r, t]), r);
        },
        useReducer: function (e, t, n) {
          var r = as();
          if (n !== void 0) {
            var i = n(t);
            if (Go) {
              tt(!0);
              try {
                n(t);
              } finally {
                tt(!1);
              }
            }
          } else i = t;
          return (
            (r.memoizedState = r.baseState = i),
            (e = {
              pending: null,
              lanes: 0,
              dispatch: null,
              lastRenderedReducer: e,
              lastRenderedState: i,
            }),
            (r.queue = e),
            (e = e.dispatch = sc.bind(null, H, e)),
            [r.memoizedState, e]
          );
        },
        useRef: function (e) {
          var t = as();
          return ((e = { current: e }), (t.memoizedState = e));
        },
        useState: function (e) {
          e = xs(e);
          var t = e.queue,
            n = cc.bind(null, H, t);
          return ((t.dispatch = n), [e.memoizedState, n]);
        },
        useDebugValue: qs,
        useDeferredValue: function (e, t) {
          return Xs(as(), e, t);
        },
        useTransition: function () {
          var e = xs(!1);
          return ((e = Qs.bind(null, H, e.queue, !0, !1)), (as().memoizedState = e), [!1, e]);
        },
        useSyncExternalStore: function (e, t, n) {
          var r = H,
            a = as();
          if (V) {
            if (n === void 0) throw Error(i(407));
            n = n();
          } else {
            if (((n = t()), td === null)) throw Error(i(349));
            q & 127 || gs(r, t, n);
          }
          a.memoizedState = n;
          var o = { value: n, getSnapshot: t };
          return (
            (a.queue = o),
            zs(vs.bind(null, r, o, e), [e]),
            (r.flags |= 2048),
            Fs(9, { destroy: void 0 }, _s.bind(null, r, o, n, t), null),
            n
          );
        },
        useId: function () {
          var e = as(),
            t = td.identifierPrefix;
          if (V) {
            var n = Xi,
              r = Yi;
            ((n = (r & ~(1 << (32 - nt(r) - 1))).toString(32) + n),
              (t = `_` + t + `R_` + n),
              (n = Ko++),
              0 < n && (t += `H` + n.toString(32)),
              (t += `_`));
          } else ((n = Yo++), (t = `_` + t + `r_` + n.toString(32) + `_`));
          return (e.memoizedState = t);
        },
        useHostTransitionStatus: rc,
        useFormState: As,
        useActionState: As,
        useOptimistic: function (e) {
          var t = as();
          t.memoizedState = t.baseState = e;
          var n = {
            pending: null,
            lanes: 0,
            dispatch: null,
            lastRenderedReducer: null,
            lastRenderedState: null,
          };
          return ((t.queue = n), (t = uc.bind(null, H, !0, n)), (n.dispatch = t), [e, t]);
        },
        useMemoCache: us,
        useCacheRefresh: function () {
          return (as().memoizedState = oc.bind(null, H));
        },
        useEffectEvent: function (e) {
          var t = as(),
            n = { impl: e };
          return (
            (t.memoizedState = n),
            function () {
              if (G & 2) throw Error(i(440));
              return n.impl.apply(void 0, arguments);
            }
          );
        },
      },
      gc = {
        readContext: wa,
        use: ls,
        useCallback: Js,
        useContext: wa,
        useEffect: Bs,
        useImperativeHandle: Ks,
        useInsertionEffect: Us,
        useLayoutEffect: Ws,
        useMemo: Ys,
        useReducer: fs,
        useRef: Is,
        useState: function () {
          return fs(ds);
        },
        useDebugValue: qs,
        useDeferredValue: function (e, t) {
          return Zs(os(), U.memoizedState, e, t);
        },
        useTransition: function () {
          var e = fs(ds)[0],
            t = os().memoizedState;
          return [typeof e == `boolean` ? e : cs(e), t];
        },
        useSyncExternalStore: hs,
        useId: ic,
        useHostTransitionStatus: rc,
        useFormState: js,
        useActionState: js,
        useOptimistic: function (e, t) {
          return Ss(os(), U, e, t);
        },
        useMemoCache: us,
        useCacheRefresh: ac,
        useEffectEvent: Hs,
      },
      _c = {
        readContext: wa,
        use: ls,
        useCallback: Js,
        useContext: wa,
        useEffect: Bs,
        useImperativeHandle: Ks,
        useInsertionEffect: Us,
        useLayoutEffect: Ws,
        useMemo: Ys,
        useReducer: ms,
        useRef: Is,
        useState: function () {
          return ms(ds);
        },
        useDebugValue: qs,
        useDeferredValue: function (e, t) {
          var n = os();
          return U === null ? Xs(n, e, t) : Zs(n, U.memoizedState, e, t);
        },
        useTransition: function () {
          var e = ms(ds)[0],
            t = os().memoizedState;
          return [typeof e == `boolean` ? e : cs(e), t];
        },
        useSyncExternalStore: hs,
        useId: ic,
        useHostTransitionStatus: rc,
        useFormState: Ps,
        useActionState: Ps,
        useOptimistic: function (e, t) {
          var n = os();
          return U === null ? ((n.baseState = e), [e, n.queue.dispatch]) : Ss(n, U, e, t);
        },
        useMemoCache: us,
        useCacheRefresh: ac,
        useEffectEvent: Hs,
      };
    function vc(e, t, n, r) {
      ((t = e.memoizedState),
        (n = n(r, t)),
        (n = n == null ? t : w({}, t, n)),
        (e.memoizedState = n),
        e.lanes === 0 && (e.updateQueue.baseState = n));
    }
    var yc = {
      enqueueSetState: function (e, t, n) {
        e = e._reactInternals;
        var r = Nd(),
          i = go(r);
        ((i.payload = t),
          n != null && (i.callback = n),
          (t = _o(e, i, r)),
          t !== null && (Id(t, e, r), vo(t, e, r)));
      },
      enqueueReplaceState: function (e, t, n) {
        e = e._reactInternals;
        var r = Nd(),
          i = go(r);
        ((i.tag = 1),
          (i.payload = t),
          n != null && (i.callback = n),
          (t = _o(e, i, r)),
          t !== null && (Id(t, e, r), vo(t, e, r)));
      },
      enqueueForceUpdate: function (e, t) {
        e = e._reactInternals;
        var n = Nd(),
          r = go(n);
        ((r.tag = 2),
          t != null && (r.callback = t),
          (t = _o(e, r, n)),
          t !== null && (Id(t, e, n), vo(t, e, n)));
      },
    };
    function bc(e, t, n, r, i, a, o) {
      return (
        (e = e.stateNode),
        typeof e.shouldComponentUpdate == `function`
          ? e.shouldComponentUpdate(r, a, o)
          : t.prototype && t.prototype.isPureReactComponent
            ? !Vr(n, r) || !Vr(i, a)
            : !0
      );
    }
    function xc(e, t, n, r) {
      ((e = t.state),
        typeof t.componentWillReceiveProps == `function` && t.componentWillReceiveProps(n, r),
        typeof t.UNSAFE_componentWillReceiveProps == `function` &&
          t.UNSAFE_componentWillReceiveProps(n, r),
        t.state !== e && yc.enqueueReplaceState(t, t.state, null));
    }
    function Sc(e, t) {
      var n = t;
      if (`ref` in t) for (var r in ((n = {}), t)) r !== `ref` && (n[r] = t[r]);
      if ((e = e.defaultProps))
        for (var i in (n === t && (n = w({}, n)), e)) n[i] === void 0 && (n[i] = e[i]);
      return n;
    }
    function Cc(e) {
      yi(e);
    }
    function wc(e) {
      console.error(e);
    }
    function Tc(e) {
      yi(e);
    }
    function Ec(e, t) {
      try {
        var n = e.onUncaughtError;
        n(t.value, { componentStack: t.stack });
      } catch (e) {
        setTimeout(function () {
          throw e;
        });
      }
    }
    function Dc(e, t, n) {
      try {
        var r = e.onCaughtError;
        r(n.value, { componentStack: n.stack, errorBoundary: t.tag === 1 ? t.stateNode : null });
      } catch (e) {
        setTimeout(function () {
          throw e;
        });
      }
    }
    function Oc(e, t, n) {
      return (
        (n = go(n)),
        (n.tag = 3),
        (n.payload = { element: null }),
        (n.callback = function () {
          Ec(e, t);
        }),
        n
      );
    }
    function kc(e) {
      return ((e = go(e)), (e.tag = 3), e);
    }
    function Ac(e, t, n, r) {
      var i = n.type.getDerivedStateFromError;
      if (typeof i == `function`) {
        var a = r.value;
        ((e.payload = function () {
          return i(a);
        }),
          (e.callback = function () {
            Dc(t, n, r);
          }));
      }
      var o = n.stateNode;
      o !== null &&
        typeof o.componentDidCatch == `function` &&
        (e.callback = function () {
          (Dc(t, n, r),
            typeof i != `function` && (bd === null ? (bd = new Set([this])) : bd.add(this)));
          var e = r.stack;
          this.componentDidCatch(r.value, { componentStack: e === null ? `` : e });
        });
    }
    function jc(e, t, n, r, a) {
      if (((n.flags |= 32768), typeof r == `object` && r && typeof r.then == `function`)) {
        if (((t = n.alternate), t !== null && xa(t, n, a, !0), (n = Ao.current), n !== null)) {
          switch (n.tag) {
            case 31:
            case 13:
            case 19:
              return (
                jo === null ? Jd() : n.alternate === null && sd === 0 && (sd = 3),
                (n.flags &= -257),
                (n.flags |= 65536),
                (n.lanes = a),
                r === Za
                  ? (n.flags |= 16384)
                  : ((t = n.updateQueue),
                    t === null ? (n.updateQueue = new Set([r])) : t.add(r),
                    gf(e, r, a)),
                !1
              );
            case 22:
              return (
                (n.flags |= 65536),
                r === Za
                  ? (n.flags |= 16384)
                  : ((t = n.updateQueue),
                    t === null
                      ? ((t = {
                          transitions: null,
                          markerInstances: null,
                          retryQueue: new Set([r]),
                        }),
                        (n.updateQueue = t))
                      : ((n = t.retryQueue), n === null ? (t.retryQueue = new Set([r])) : n.add(r)),
                    gf(e, r, a)),
                !1
              );
          }
          throw Error(i(435, n.tag));
        }
        return (gf(e, r, a), Jd(), !1);
      }
      if (V)
        return (
          (t = Ao.current),
          t === null
            ? (r !== oa && ((t = Error(i(423), { cause: r })), pa(Vi(t, n))),
              (e = e.current.alternate),
              (e.flags |= 65536),
              (a &= -a),
              (e.lanes |= a),
              (r = Vi(r, n)),
              (a = Oc(e.stateNode, r, a)),
              yo(e, a),
              sd !== 4 && (sd = 2))
            : (!(t.flags & 65536) && (t.flags |= 256),
              (t.flags |= 65536),
              (t.lanes = a),
              r !== oa && ((e = Error(i(422), { cause: r })), pa(Vi(e, n)))),
          !1
        );
      var o = Error(i(520), { cause: r });
      if (((o = Vi(o, n)), pd === null ? (pd = [o]) : pd.push(o), sd !== 4 && (sd = 2), t === null))
        return !0;
      ((r = Vi(r, n)), (n = t));
      do {
        switch (n.tag) {
          case 3:
            return (
              (n.flags |= 65536),
              (e = a & -a),
              (n.lanes |= e),
              (e = Oc(n.stateNode, r, e)),
              yo(n, e),
              !1
            );
          case 1:
            if (
              ((t = n.type),
              (o = n.stateNode),
              !(n.flags & 128) &&
                (typeof t.getDerivedStateFromError == `function` ||
                  (o !== null &&
                    typeof o.componentDidCatch == `function` &&
                    (bd === null || !bd.has(o)))))
            )
              return (
                (n.flags |= 65536),
                (a &= -a),
                (n.lanes |= a),
                (a = kc(a)),
                Ac(a, e, n, r),
                yo(n, a),
                !1
              );
            break;
          case 22:
            if (n.memoizedState !== null) return ((n.flags |= 65536), !1);
        }
        n = n.return;
      } while (n !== null);
      return !1;
    }
    var Mc = Error(i(461)),
      Nc = !1;
    function Pc(e, t, n, r) {
      t.child = e === null ? fo(t, null, n, r) : uo(t, e.child, n, r);
    }
    function Fc(e, t, n, r, i) {
      n = n.render;
      var a = t.ref;
      if (`ref` in r) {
        var o = {};
        for (var s in r) s !== `ref` && (o[s] = r[s]);
      } else o = r;
      return (
        Ca(t),
        (r = Qo(e, t, n, o, a, i)),
        (s = ns()),
        e !== null && !Nc
          ? (rs(e, t, i), ll(e, t, i))
          : (V && s && $i(t), (t.flags |= 1), Pc(e, t, r, i), t.child)
      );
    }
    function Ic(e, t, n, r, i) {
      if (e === null) {
        var a = n.type;
        return typeof a == `function` && !Mi(a) && a.defaultProps === void 0 && n.compare === null
          ? ((t.tag = 15), (t.type = a), Lc(e, t, a, r, i))
          : ((e = Fi(n.type, null, r, t, t.mode, i)),
            (e.ref = t.ref),
            (e.return = t),
            (t.child = e));
      }
      if (((a = e.child), !ul(e, i))) {
        var o = a.memoizedProps;
        if (((n = n.compare), (n = n === null ? Vr : n), n(o, r) && e.ref === t.ref))
          return ll(e, t, i);
      }
      return ((t.flags |= 1), (e = Ni(a, r)), (e.ref = t.ref), (e.return = t), (t.child = e));
    }
    function Lc(e, t, n, r, i) {
      if (e !== null) {
        var a = e.memoizedProps;
        if (Vr(a, r) && e.ref === t.ref) {
          if (((Nc = !1), (t.pendingProps = r = a), ul(e, i))) e.flags & 131072 && (Nc = !0);
          else return ((t.lanes = e.lanes), ll(e, t, i));
        }
      }
      return Gc(e, t, n, r, i);
    }
    function Rc(e, t, n, r) {
      var i = r.children,
        a = e === null ? null : e.memoizedState;
      if (
        (e === null &&
          t.stateNode === null &&
          (t.stateNode = {
            _visibility: 1,
            _pendingMarkers: null,
            _retryCache: null,
            _transitions: null,
          }),
        r.mode === `hidden`)
      ) {
        if (t.flags & 128) {
          if (((a = a === null ? n : a.baseLanes | n), e !== null)) {
            for (r = t.child = e.child, i = 0; r !== null; )
              ((i = i | r.lanes | r.childLanes), (r = r.sibling));
            r = i & ~a;
          } else ((r = 0), (t.child = null));
          return Bc(e, t, a, n, r);
        }
        if (n & 536870912)
          ((t.memoizedState = { baseLanes: 0, cachePool: null }),
            e !== null && Ka(t, a === null ? null : a.cachePool),
            a === null ? Oo() : Do(t, a),
            Po(t));
        else return ((r = t.lanes = 536870912), Bc(e, t, a === null ? n : a.baseLanes | n, n, r));
      } else
        a === null
          ? (e !== null && Ka(t, null), Oo(), Fo())
          : (Ka(t, a.cachePool), Do(t, a), Fo(), (t.memoizedState = null));
      return (Pc(e, t, i, n), t.child);
    }
    function zc(e, t) {
      return (
        (e !== null && e.tag === 22) ||
          t.stateNode !== null ||
          (t.stateNode = {
            _visibility: 1,
            _pendingMarkers: null,
            _retryCache: null,
            _transitions: null,
          }),
        t.sibling
      );
    }
    function Bc(e, t, n, r, i) {
      var a = Ga();
      return (
        (a = a === null ? null : { parent: Aa._currentValue, pool: a }),
        (t.memoizedState = { baseLanes: n, cachePool: a }),
        e !== null && Ka(t, null),
        Oo(),
        Po(t),
        e !== null && xa(e, t, r, !0),
        (t.childLanes = i),
        null
      );
    }
    function Vc(e, t) {
      return (
        (t = el({ mode: t.mode, children: t.children }, e.mode)),
        (t.ref = e.ref),
        (e.child = t),
        (t.return = e),
        t
      );
    }
    function Hc(e, t, n) {
      return (
        uo(t, e.child, null, n),
        (e = Vc(t, t.pendingProps)),
        (e.flags |= 2),
        Io(t),
        (t.memoizedState = null),
        e
      );
    }
    function Uc(e, t, n) {
      var r = t.pendingProps,
        a = !!(t.flags & 128);
      if (((t.flags &= -129), e === null)) {
        if (V) {
          if (r.mode === `hidden`)
            return (
              (e = Vc(t, r)),
              (t.lanes = 536870912),
              (e.memoizedState = { baseLanes: 0, cachePool: null }),
              zc(null, e)
            );
          if (
            (No(t),
            (e = ra)
              ? ((e = sm(e, aa)),
                (e = e !== null && e.data === `&` ? e : null),
                e !== null &&
                  ((t.memoizedState = {
                    dehydrated: e,
                    treeContext: Ji === null ? null : { id: Yi, overflow: Xi },
                    retryLane: 536870912,
                    hydrationErrors: null,
                  }),
                  (n = Ri(e)),
                  (n.return = t),
                  (t.child = n),
                  (na = t),
                  (ra = null)))
              : (e = null),
            e === null)
          )
            throw sa(t);
          return ((t.lanes = 536870912), null);
        }
        return Vc(t, r);
      }
      var o = e.memoizedState;
      if (o !== null) {
        var s = o.dehydrated;
        if ((No(t), a)) {
          if (t.flags & 256) ((t.flags &= -257), (t = Hc(e, t, n)));
          else if (t.memoizedState !== null) ((t.child = e.child), (t.flags |= 128), (t = null));
          else throw Error(i(558));
        } else if ((Nc || xa(e, t, n, !1), (a = (n & e.childLanes) !== 0), Nc || a)) {
          if (To.current === null) {
            if (((r = td), r !== null && ((s = yt(r, n)), s !== 0 && s !== o.retryLane)))
              throw ((o.retryLane = s), Ei(e, s), Id(r, e, s), Mc);
            Jd();
          }
          t = Hc(e, t, n);
        } else
          ((e = o.treeContext),
            (ra = dm(s.nextSibling)),
            (na = t),
            (V = !0),
            (ia = null),
            (aa = !1),
            e !== null && ta(t, e),
            (t = Vc(t, r)),
            (t.flags |= 134221824));
        return t;
      }
      return (
        (e = Ni(e.child, { mode: r.mode, children: r.children })),
        (e.ref = t.ref),
        (t.child = e),
        (e.return = t),
        e
      );
    }
    function Wc(e, t) {
      var n = t.ref;
      if (n === null) e !== null && e.ref !== null && (t.flags |= 4194816);
      else {
        if (typeof n != `function` && typeof n != `object`) throw Error(i(284));
        (e === null || e.ref !== n) && (t.flags |= 4194816);
      }
    }
    function Gc(e, t, n, r, i) {
      return (
        Ca(t),
        (n = Qo(e, t, n, r, void 0, i)),
        (r = ns()),
        e !== null && !Nc
          ? (rs(e, t, i), ll(e, t, i))
          : (V && r && $i(t), (t.flags |= 1), Pc(e, t, n, i), t.child)
      );
    }
    function Kc(e, t, n, r, i, a) {
      return (
        Ca(t),
        (t.updateQueue = null),
        (n = es(t, r, n, i)),
        $o(e),
        (r = ns()),
        e !== null && !Nc
          ? (rs(e, t, a), ll(e, t, a))
          : (V && r && $i(t), (t.flags |= 1), Pc(e, t, n, a), t.child)
      );
    }
    function qc(e, t, n, r, i) {
      if ((Ca(t), t.stateNode === null)) {
        var a = ki,
          o = n.contextType;
        (typeof o == `object` && o && (a = wa(o)),
          (a = new n(r, a)),
          (t.memoizedState = a.state !== null && a.state !== void 0 ? a.state : null),
          (a.updater = yc),
          (t.stateNode = a),
          (a._reactInternals = t),
          (a = t.stateNode),
          (a.props = r),
          (a.state = t.memoizedState),
          (a.refs = {}),
          mo(t),
          (o = n.contextType),
          (a.context = typeof o == `object` && o ? wa(o) : ki),
          (a.state = t.memoizedState),
          (o = n.getDerivedStateFromProps),
          typeof o == `function` && (vc(t, n, o, r), (a.state = t.memoizedState)),
          typeof n.getDerivedStateFromProps == `function` ||
            typeof a.getSnapshotBeforeUpdate == `function` ||
            (typeof a.UNSAFE_componentWillMount != `function` &&
              typeof a.componentWillMount != `function`) ||
            ((o = a.state),
            typeof a.componentWillMount == `function` && a.componentWillMount(),
            typeof a.UNSAFE_componentWillMount == `function` && a.UNSAFE_componentWillMount(),
            o !== a.state && yc.enqueueReplaceState(a, a.state, null),
            So(t, r, a, i),
            xo(),
            (a.state = t.memoizedState)),
          typeof a.componentDidMount == `function` && (t.flags |= 4194308),
          (r = !0));
      } else if (e === null) {
        a = t.stateNode;
        var s = t.memoizedProps,
          c = Sc(n, s);
        a.props = c;
        var l = a.context,
          u = n.contextType;
        ((o = ki), typeof u == `object` && u && (o = wa(u)));
        var d = n.getDerivedStateFromProps;
        ((u = typeof d == `function` || typeof a.getSnapshotBeforeUpdate == `function`),
          (s = t.pendingProps !== s),
          u ||
            (typeof a.UNSAFE_componentWillReceiveProps != `function` &&
              typeof a.componentWillReceiveProps != `function`) ||
            ((s || l !== o) && xc(t, a, r, o)),
          (po = !1));
        var f = t.memoizedState;
        ((a.state = f),
          So(t, r, a, i),
          xo(),
          (l = t.memoizedState),
          s || f !== l || po
            ? (typeof d == `function` && (vc(t, n, d, r), (l = t.memoizedState)),
              (c = po || bc(t, n, c, r, f, l, o))
                ? (u ||
                    (typeof a.UNSAFE_componentWillMount != `function` &&
                      typeof a.componentWillMount != `function`) ||
                    (typeof a.componentWillMount == `function` && a.componentWillMount(),
                    typeof a.UNSAFE_componentWillMount == `function` &&
                      a.UNSAFE_componentWillMount()),
                  typeof a.componentDidMount == `function` && (t.flags |= 4194308))
                : (typeof a.componentDidMount == `function` && (t.flags |= 4194308),
                  (t.memoizedProps = r),
                  (t.memoizedState = l)),
              (a.props = r),
              (a.state = l),
              (a.context = o),
              (r = c))
            : (typeof a.componentDidMount == `function` && (t.flags |= 4194308), (r = !1)));
      } else {
        ((a = t.stateNode),
          ho(e, t),
          (o = t.memoizedProps),
          (u = Sc(n, o)),
          (a.props = u),
          (d = t.pendingProps),
          (f = a.context),
          (l = n.contextType),
          (c = ki),
          typeof l == `object` && l && (c = wa(l)),
          (s = n.getDerivedStateFromProps),
          (l = typeof s == `function` || typeof a.getSnapshotBeforeUpdate == `function`) ||
            (typeof a.UNSAFE_componentWillReceiveProps != `function` &&
              typeof a.componentWillReceiveProps != `function`) ||
            ((o !== d || f !== c) && xc(t, a, r, c)),
          (po = !1),
          (f = t.memoizedState),
          (a.state = f),
          So(t, r, a, i),
          xo());
        var p = t.memoizedState;
        o !== d || f !== p || po || (e !== null && e.dependencies !== null && Sa(e.dependencies))
          ? (typeof s == `function` && (vc(t, n, s, r), (p = t.memoizedState)),
            (u =
              po ||
              bc(t, n, u, r, f, p, c) ||
              (e !== null && e.dependencies !== null && Sa(e.dependencies)))
              ? (l ||
                  (typeof a.UNSAFE_componentWillUpdate != `function` &&
                    typeof a.componentWillUpdate != `function`) ||
                  (typeof a.componentWillUpdate == `function` && a.componentWillUpdate(r, p, c),
                  typeof a.UNSAFE_componentWillUpdate == `function` &&
                    a.UNSAFE_componentWillUpdate(r, p, c)),
                typeof a.componentDidUpdate == `function` && (t.flags |= 4),
                typeof a.getSnapshotBeforeUpdate == `function` && (t.flags |= 1024))
              : (typeof a.componentDidUpdate != `function` ||
                  (o === e.memoizedProps && f === e.memoizedState) ||
                  (t.flags |= 4),
                typeof a.getSnapshotBeforeUpdate != `function` ||
                  (o === e.memoizedProps && f === e.memoizedState) ||
                  (t.flags |= 1024),
                (t.memoizedProps = r),
                (t.memoizedState = p)),
            (a.props = r),
            (a.state = p),
            (a.context = c),
            (r = u))
          : (typeof a.componentDidUpdate != `function` ||
              (o === e.memoizedProps && f === e.memoizedState) ||
              (t.flags |= 4),
            typeof a.getSnapshotBeforeUpdate != `function` ||
              (o === e.memoizedProps && f === e.memoizedState) ||
              (t.flags |= 1024),
            (r = !1));
      }
      return (
        (a = r),
        Wc(e, t),
        (r = !!(t.flags & 128)),
        a || r
          ? ((a = t.stateNode),
            (n = r && typeof n.getDerivedStateFromError != `function` ? null : a.render()),
            (t.flags |= 1),
            e !== null && r
              ? ((t.child = uo(t, e.child, null, i)), (t.child = uo(t, null, n, i)))
              : Pc(e, t, n, i),
            (t.memoizedState = a.state),
            (e = t.child))
          : (e = ll(e, t, i)),
        e
      );
    }
    function Jc(e, t, n, r) {
      return (da(), (t.flags |= 256), Pc(e, t, n, r), t.child);
    }
    var Yc = { dehydrated: null, treeContext: null, retryLane: 0, hydrationErrors: null };
    function Xc(e) {
      return { baseLanes: e, cachePool: qa() };
    }
    function Zc(e, t, n) {
      return ((e = e === null ? 0 : e.childLanes & ~n), t && (e |= dd), e);
    }
    function Qc(e, t, n) {
      var r = t.pendingProps,
        i = !1,
        a = !!(t.flags & 128),
        o;
      if (
        ((o = a) || (o = e !== null && e.memoizedState === null ? !1 : !!(Lo.current & 2)),
        o && ((i = !0), (t.flags &= -129)),
        (o = !!(t.flags & 32)),
        (t.flags &= -33),
        e === null)
      ) {
        if (V) {
          if (
            (i ? Mo(t) : Fo(),
            (e = ra)
              ? ((e = sm(e, aa)),
                (e = e !== null && e.data !== `&` ? e : null),
                e !== null &&
                  ((t.memoizedState = {
                    dehydrated: e,
                    treeContext: Ji === null ? null : { id: Yi, overflow: Xi },
                    retryLane: 536870912,
                    hydrationErrors: null,
                  }),
                  (n = Ri(e)),
                  (n.return = t),
                  (t.child = n),
                  (na = t),
                  (ra = null)))
              : (e = null),
            e === null)
          )
            throw sa(t);
          return ((t.lanes = lm(e) ? 32 : 536870912), null);
        }
        return (
          (a = r.children),
          (r = r.fallback),
          i
            ? (Fo(),
              (i = t.mode),
              (a = el({ mode: `hidden`, children: a }, i)),
              (r = Ii(r, i, n, null)),
              (a.return = t),
              (r.return = t),
              (a.sibling = r),
              (t.child = a),
              (r = t.child),
              (r.memoizedState = Xc(n)),
              (r.childLanes = Zc(e, o, n)),
              (t.memoizedState = Yc),
              zc(null, r))
            : (Mo(t), $c(t, a))
        );
      }
      var s = e.memoizedState;
      if (s !== null) {
        var c = s.dehydrated;
        if (c !== null) return nl(e, t, a, o, r, c, s, n);
      }
      return i
        ? (Fo(),
          (i = r.fallback),
          (a = t.mode),
          (s = e.child),
          (c = s.sibling),
          (r = Ni(s, { mode: `hidden`, children: r.children })),
          (r.subtreeFlags = s.subtreeFlags & 1206910976),
          c === null ? ((i = Ii(i, a, n, null)), (i.flags |= 2)) : (i = Ni(c, i)),
          (i.return = t),
          (r.return = t),
          (r.sibling = i),
          (t.child = r),
          zc(null, r),
          (r = t.child),
          (i = e.child.memoizedState),
          i === null
            ? (i = Xc(n))
            : ((a = i.cachePool),
              a === null
                ? (a = qa())
                : ((s = Aa._currentValue), (a = a.parent === s ? a : { parent: s, pool: s })),
              (i = { baseLanes: i.baseLanes | n, cachePool: a })),
          (r.memoizedState = i),
          (r.childLanes = Zc(e, o, n)),
          (t.memoizedState = Yc),
          zc(e.child, r))
        : (Mo(t),
          (n = e.child),
          (e = n.sibling),
          (n = Ni(n, { mode: `visible`, children: r.children })),
          (n.return = t),
          (n.sibling = null),
          e !== null &&
            ((o = t.deletions), o === null ? ((t.deletions = [e]), (t.flags |= 16)) : o.push(e)),
          (t.child = n),
          (t.memoizedState = null),
          n);
    }
    function $c(e, t) {
      return ((t = el({ mode: `visible`, children: t }, e.mode)), (t.return = e), (e.child = t));
    }
    function el(e, t) {
      return ((e = ji(22, e, null, t)), (e.lanes = 0), e);
    }
    function tl(e, t, n) {
      return (
        uo(t, e.child, null, n),
        (e = $c(t, t.pendingProps.children)),
        (e.flags |= 2),
        (t.memoizedState = null),
        e
      );
    }
    function nl(e, t, n, r, a, o, s, c) {
      if (n)
        return t.flags & 256
          ? (Mo(t), (t.flags &= -257), tl(e, t, c))
          : t.memoizedState === null
            ? (Fo(),
              (o = a.fallback),
              (s = t.mode),
              (a = el({ mode: `visible`, children: a.children }, s)),
              (o = Ii(o, s, c, null)),
              (o.flags |= 2),
              (a.return = t),
              (o.return = t),
              (a.sibling = o),
              (t.child = a),
              uo(t, e.child, null, c),
              (a = t.child),
              (a.memoizedState = Xc(c)),
              (a.childLanes = Zc(e, r, c)),
              (t.memoizedState = Yc),
              zc(null, a))
            : (Fo(), (t.child = e.child), (t.flags |= 128), null);
      if ((Mo(t), lm(o))) {
        if (((r = o.nextSibling && o.nextSibling.dataset), r)) var l = r.dgst;
        return (
          (r = l),
          r !== `` &&
            ((a = Error(i(419))),
            (a.stack = ``),
            (a.digest = r),
            pa({ value: a, source: null, stack: null })),
          tl(e, t, c)
        );
      }
      if ((Nc || xa(e, t, c, !1), (r = (c & e.childLanes) !== 0), Nc || r)) {
        if (To.current !== null) return tl(e, t, c);
        if (((r = td), r !== null && ((a = yt(r, c)), a !== 0 && a !== s.retryLane)))
          throw ((s.retryLane = a), Ei(e, a), Id(r, e, a), Mc);
        return (cm(o) || Jd(), tl(e, t, c));
      }
      return cm(o)
        ? ((t.flags |= 192), (t.child = e.child), null)
        : ((e = s.treeContext),
          (ra = dm(o.nextSibling)),
          (na = t),
          (V = !0),
          (ia = null),
          (aa = !1),
          e !== null && ta(t, e),
          (t = $c(t, a.children)),
          (t.flags |= 134221824),
          t);
    }
    function rl(e, t, n) {
      e.lanes |= t;
      var r = e.alternate;
      (r !== null && (r.lanes |= t), ya(e.return, t, n));
    }
    function il(e) {
      for (var t = null; e !== null; ) {
        var n = e.alternate;
        (n !== null && Bo(n) === null && (t = e), (e = e.sibling));
      }
      return t;
    }
    function al(e, t, n, r, i, a) {
      var o = e.memoizedState;
      o === null
        ? (e.memoizedState = {
            isBackwards: t,
            rendering: null,
            renderingStartTime: 0,
            last: r,
            tail: n,
            tailMode: i,
            treeForkCount: a,
          })
        : ((o.isBackwards = t),
          (o.rendering = null),
          (o.renderingStartTime = 0),
          (o.last = r),
          (o.tail = n),
          (o.tailMode = i),
          (o.treeForkCount = a));
    }
    function ol(e) {
      var t = e.child;
      for (e.child = null; t !== null; ) {
        var n = t.sibling;
        ((t.sibling = e.child), (e.child = t), (t = n));
      }
    }
    function sl(e, t, n) {
      var r = t.pendingProps,
        i = r.revealOrder,
        a = r.tail;
      r = r.children;
      var o = Lo.current;
      if (t.flags & 128) return (Ro(t, o), null);
      var s = !!(o & 2);
      if (
        (s ? ((o = (o & 1) | 2), (t.flags |= 128)) : (o &= 1),
        Ro(t, o),
        i === `backwards` && e !== null ? (ol(e), Pc(e, t, r, n), ol(e)) : Pc(e, t, r, n),
        (r = V ? Gi : 0),
        !s && e !== null && e.flags & 128)
      )
        a: for (e = t.child; e !== null; ) {
          if (e.tag === 13) e.memoizedState !== null && rl(e, n, t);
          else if (e.tag === 19) rl(e, n, t);
          else if (e.child !== null) {
            ((e.child.return = e), (e = e.child));
            continue;
          }
          if (e === t) break a;
          for (; e.sibling === null; ) {
            if (e.return === null || e.return === t) break a;
            e = e.return;
          }
          ((e.sibling.return = e.return), (e = e.sibling));
        }
      switch (i) {
        case `backwards`:
          ((n = il(t.child)),
            n === null
              ? ((i = t.child), (t.child = null))
              : ((i = n.sibling), (n.sibling = null), ol(t)),
            al(t, !0, i, null, a, r));
          break;
        case `unstable_legacy-backwards`:
          for (n = null, i = t.child, t.child = null; i !== null; ) {
            if (((e = i.alternate), e !== null && Bo(e) === null)) {
              t.child = i;
              break;
            }
            ((e = i.sibling), (i.sibling = n), (n = i), (i = e));
          }
          al(t, !0, n, null, a, r);
          break;
        case `together`:
          al(t, !1, null, null, void 0, r);
          break;
        case `independent`:
          t.memoizedState = null;
          break;
        default:
          ((n = il(t.child)),
            n === null ? ((i = t.child), (t.child = null)) : ((i = n.sibling), (n.sibling = null)),
            al(t, !1, i, n, a, r));
      }
      return t.child;
    }
    function cl(e, t, n) {
      var r = t.pendingProps;
      return (_a(t, t.type, r.value), Pc(e, t, r.children, n), t.child);
    }
    function ll(e, t, n) {
      if (
        (e !== null && (t.dependencies = e.dependencies), (cd |= t.lanes), (n & t.childLanes) === 0)
      ) {
        if (e !== null) {
          if ((xa(e, t, n, !1), (n & t.childLanes) === 0)) return null;
        } else return null;
      }
      if (e !== null && t.child !== e.child) throw Error(i(153));
      if (t.child !== null) {
        for (
          e = t.child, n = Ni(e, e.pendingProps), t.child = n, n.return = t;
          e.sibling !== null;

        )
          ((e = e.sibling), (n = n.sibling = Ni(e, e.pendingProps)), (n.return = t));
        n.sibling = null;
      }
      return t.child;
    }
    function ul(e, t) {
      return (e.lanes & t) !== 0 || ((e = e.dependencies), !!(e !== null && Sa(e)));
    }
    function dl(e, t, n) {
      switch (t.tag) {
        case 3:
          (ke(t, t.stateNode.containerInfo), _a(t, Aa, e.memoizedState.cache), da());
          break;
        case 27:
        case 5:
          je(t);
          break;
        case 4:
          ke(t, t.stateNode.containerInfo);
          break;
        case 10:
          _a(t, t.type, t.memoizedProps.value);
          break;
        case 31:
          if (t.memoizedState !== null) return ((t.flags |= 128), No(t), null);
          break;
        case 13:
          var r = t.memoizedState;
          if (r !== null) {
            if (r.dehydrated !== null) return (Mo(t), (t.flags |= 128), null);
            r = xa(e, t, n, !1);
            var i = t.child.childLanes;
            return r || (n & i) !== 0
              ? Qc(e, t, n)
              : (Mo(t), (e = ll(e, t, n)), e === null ? null : e.sibling);
          }
          Mo(t);
          break;
        case 19:
          if (t.flags & 128) return sl(e, t, n);
          if (
            ((i = !!(e.flags & 128)),
            (r = (n & t.childLanes) !== 0),
            (r ||= (xa(e, t, n, !1), (n & t.childLanes) !== 0)),
            i)
          ) {
            if (r) return sl(e, t, n);
            t.flags |= 128;
          }
          if (
            ((i = t.memoizedState),
            i !== null && ((i.rendering = null), (i.tail = null), (i.lastEffect = null)),
            Ro(t, Lo.current),
            r)
          )
            break;
          return null;
        case 22:
          return ((t.lanes = 0), Rc(e, t, n, t.pendingProps));
        case 24:
          _a(t, Aa, e.memoizedState.cache);
      }
      return ll(e, t, n);
    }
    function fl(e, t, n) {
      if (e !== null) {
        if (e.memoizedProps !== t.pendingProps) Nc = !0;
        else {
          if (!ul(e, n) && !(t.flags & 128)) return ((Nc = !1), dl(e, t, n));
          Nc = !!(e.flags & 131072);
        }
      } else ((Nc = !1), V && t.flags & 1048576 && Qi(t, Gi, t.index));
      switch (((t.lanes = 0), t.tag)) {
        case 16:
          a: {
            var r = t.pendingProps;
            if (((e = eo(t.elementType)), (t.type = e), typeof e == `function`))
              Mi(e)
                ? ((r = Sc(e, r)), (t.tag = 1), (t = qc(null, t, e, r, n)))
                : ((t.tag = 0), (t = Gc(null, t, e, r, n)));
            else {
              if (e != null) {
                var a = e.$$typeof;
                if (a === ie) {
                  ((t.tag = 11), (t = Fc(null, t, e, r, n)));
                  break a;
                }
                if (a === se) {
                  ((t.tag = 14), (t = Ic(null, t, e, r, n)));
                  break a;
                }
                if (a === re) {
                  ((t.tag = 10), (t.type = e), (t = cl(null, t, n)));
                  break a;
                }
              }
              throw ((t = ge(e) || e), Error(i(306, t, ``)));
            }
          }
          return t;
        case 0:
          return Gc(e, t, t.type, t.pendingProps, n);
        case 1:
          return ((r = t.type), (a = Sc(r, t.pendingProps)), qc(e, t, r, a, n));
        case 3:
          a: {
            if ((ke(t, t.stateNode.containerInfo), e === null)) throw Error(i(387));
            r = t.pendingProps;
            var o = t.memoizedState;
            ((a = o.element), ho(e, t), So(t, r, null, n));
            var s = t.memoizedState;
            if (
              ((r = s.cache),
              _a(t, Aa, r),
              r !== o.cache && ba(t, [Aa], n, !0),
              xo(),
              (r = s.element),
              o.isDehydrated)
            ) {
              if (
                ((o = { element: r, isDehydrated: !1, cache: s.cache }),
                (t.updateQueue.baseState = o),
                (t.memoizedState = o),
                t.flags & 256)
              ) {
                t = Jc(e, t, r, n);
                break a;
              }
              if (r !== a) {
                ((a = Vi(Error(i(424)), t)), pa(a), (t = Jc(e, t, r, n)));
                break a;
              }
              switch (((e = t.stateNode.containerInfo), e.nodeType)) {
                case 9:
                  e = e.body;
                  break;
                default:
                  e = e.nodeName === `HTML` ? e.ownerDocument.body : e;
              }
              for (
                ra = dm(e.firstChild),
                  na = t,
                  V = !0,
                  ia = null,
                  aa = !0,
                  n = fo(t, null, r, n),
                  t.child = n;
                n;

              )
                ((n.flags = (n.flags & -3) | 134221824), (n = n.sibling));
            } else {
              if ((da(), r === a)) {
                t = ll(e, t, n);
                break a;
              }
              Pc(e, t, r, n);
            }
            t = t.child;
          }
          return t;
        case 26:
          return (
            Wc(e, t),
            e === null
              ? (n = Pm(t.type, null, t.pendingProps, null))
                ? (t.memoizedState = n)
                : V || (t.stateNode = hp(t.type, t.pendingProps, Oe.current, t))
              : (t.memoizedState = Pm(t.type, e.memoizedProps, t.pendingProps, e.memoizedState)),
            null
          );
        case 27:
          return (
            je(t),
            e === null &&
              V &&
              ((r = t.stateNode = _m(t.type, t.pendingProps, Oe.current)),
              (na = t),
              (aa = !0),
              (a = ra),
              Tp(t.type) ? ((fm = a), (ra = dm(r.firstChild))) : (ra = a)),
            Pc(e, t, t.pendingProps.children, n),
            Wc(e, t),
            e === null && (t.flags |= 4194304),
            t.child
          );
        case 5:
          return (
            e === null &&
              V &&
              ((a = r = ra) &&
                ((r = am(r, t.type, t.pendingProps, aa)),
                r === null
                  ? (a = !1)
                  : ((t.stateNode = r), (na = t), (ra = dm(r.firstChild)), (aa = !1), (a = !0))),
              a || sa(t)),
            je(t),
            (a = t.type),
            (o = t.pendingProps),
            (s = e === null ? null : e.memoizedProps),
            (r = o.children),
            gp(a, o) ? (r = null) : s !== null && gp(a, s) && (t.flags |= 32),
            t.memoizedState !== null && ((a = Qo(e, t, ts, null, null, n)), (ch._currentValue = a)),
            Wc(e, t),
            Pc(e, t, r, n),
            t.child
          );
        case 6:
          return (
            e === null &&
              V &&
              ((e = n = ra) &&
                ((n = om(n, t.pendingProps, aa)),
                n === null ? (e = !1) : ((t.stateNode = n), (na = t), (ra = null), (e = !0))),
              e || sa(t)),
            null
          );
        case 13:
          return Qc(e, t, n);
        case 4:
          return (
            ke(t, t.stateNode.containerInfo),
            (r = t.pendingProps),
            e === null ? (t.child = uo(t, null, r, n)) : Pc(e, t, r, n),
            t.child
          );
        case 11:
          return Fc(e, t, t.type, t.pendingProps, n);
        case 7:
          return ((r = t.pendingProps), Wc(e, t), Pc(e, t, r, n), t.child);
        case 8:
          return (Pc(e, t, t.pendingProps.children, n), t.child);
        case 12:
          return (Pc(e, t, t.pendingProps.children, n), t.child);
        case 10:
          return cl(e, t, n);
        case 9:
          return (
            (a = t.type._context),
            (r = t.pendingProps.children),
            Ca(t),
            (a = wa(a)),
            (r = r(a)),
            (t.flags |= 1),
            Pc(e, t, r, n),
            t.child
          );
        case 14:
          return Ic(e, t, t.type, t.pendingProps, n);
        case 15:
          return Lc(e, t, t.type, t.pendingProps, n);
        case 19:
          return sl(e, t, n);
        case 31:
          return Uc(e, t, n);
        case 22:
          return Rc(e, t, n, t.pendingProps);
        case 24:
          return (
            Ca(t),
            (r = wa(Aa)),
            e === null
              ? ((a = Ga()),
                a === null &&
                  ((a = td),
                  (o = ja()),
                  (a.pooledCache = o),
                  o.refCount++,
                  o !== null && (a.pooledCacheLanes |= n),
                  (a = o)),
                (t.memoizedState = { parent: r, cache: a }),
                mo(t),
                _a(t, Aa, a))
              : ((e.lanes & n) !== 0 && (ho(e, t), So(t, null, null, n), xo()),
                (a = e.memoizedState),
                (o = t.memoizedState),
                a.parent === r
                  ? ((r = o.cache), _a(t, Aa, r), r !== a.cache && ba(t, [Aa], n, !0))
                  : ((a = { parent: r, cache: r }),
                    (t.memoizedState = a),
                    t.lanes === 0 && (t.memoizedState = t.updateQueue.baseState = a),
                    _a(t, Aa, r))),
            Pc(e, t, t.pendingProps.children, n),
            t.child
          );
        case 30:
          return (
            t.stateNode === null &&
              (t.stateNode = { autoName: null, paired: null, clones: null, ref: null }),
            (r = t.pendingProps),
            r.name != null && r.name !== `auto`
              ? (t.flags |= e === null ? 18882560 : 18874368)
              : V && $i(t),
            e !== null && e.memoizedProps.name !== r.name ? (t.flags |= 4194816) : Wc(e, t),
            Pc(e, t, r.children, n),
            t.child
          );
        case 29:
          throw t.pendingProps;
      }
      throw Error(i(156, t.tag));
    }
    function pl(e) {
      e.flags |= 4;
    }
    function ml(e, t, n, r, i) {
      var a;
      if (
        ((a = !!(e.mode & 32)) &&
          (a = n === null ? Ym(t, r) : Ym(t, r) && (r.src !== n.src || r.srcSet !== n.srcSet)),
        a)
      ) {
        if (((e.flags |= 16777216), (i & 335544128) === i)) {
          if (e.stateNode.complete) e.flags |= 8192;
          else if (Gd()) e.flags |= 8192;
          else throw ((to = Za), Ya);
        }
      } else e.flags &= -16777217;
    }
    function hl(e, t) {
      if (t.type !== `stylesheet` || t.state.loading & 4) e.flags &= -16777217;
      else if (((e.flags |= 16777216), !Xm(t))) {
        if (Gd()) e.flags |= 8192;
        else throw ((to = Za), Ya);
      }
    }
    function gl(e, t) {
      (t !== null && (e.flags |= 4),
        e.flags & 16384 && ((t = e.tag === 22 ? 536870912 : pt()), (e.lanes |= t), (fd |= t)));
    }
    function _l(e, t) {
      if (!V)
        switch (e.tailMode) {
          case `visible`:
            break;
          case `collapsed`:
            for (var n = e.tail, r = null; n !== null; )
              (n.alternate !== null && (r = n), (n = n.sibling));
            r === null
              ? t || e.tail === null
                ? (e.tail = null)
                : (e.tail.sibling = null)
              : (r.sibling = null);
            break;
          default:
            for (t = e.tail, n = null; t !== null; )
              (t.alternate !== null && (n = t), (t = t.sibling));
            n === null ? (e.tail = null) : (n.sibling = null);
        }
    }
    function vl(e) {
      var t = e.alternate !== null && e.alternate.child === e.child,
        n = 0,
        r = 0;
      if (t)
        for (var i = e.child; i !== null; )
          ((n |= i.lanes | i.childLanes),
            (r |= i.subtreeFlags & 1206910976),
            (r |= i.flags & 1206910976),
            (i.return = e),
            (i = i.sibling));
      else
        for (i = e.child; i !== null; )
          ((n |= i.lanes | i.childLanes),
            (r |= i.subtreeFlags),
            (r |= i.flags),
            (i.return = e),
            (i = i.sibling));
      return ((e.subtreeFlags |= r), (e.childLanes = n), t);
    }
    function yl(e, t, n) {
      var r = t.pendingProps;
      switch ((ea(t), t.tag)) {
        case 16:
        case 15:
        case 0:
        case 11:
        case 7:
        case 8:
        case 12:
        case 9:
        case 14:
          return (vl(t), null);
        case 1:
          return (vl(t), null);
        case 3:
          return (
            (n = t.stateNode),
            (r = null),
            e !== null && (r = e.memoizedState.cache),
            t.memoizedState.cache !== r && (t.flags |= 2048),
            va(Aa),
            Ae(),
            n.pendingContext && ((n.context = n.pendingContext), (n.pendingContext = null)),
            (e === null || e.child === null) &&
              (ua(t)
                ? pl(t)
                : e === null ||
                  (e.memoizedState.isDehydrated && !(t.flags & 256)) ||
                  ((t.flags |= 1024), fa())),
            vl(t),
            null
          );
        case 26:
          var a = t.type,
            o = t.memoizedState;
          return (
            e === null
              ? (pl(t), o === null ? (vl(t), ml(t, a, null, r, n)) : (vl(t), hl(t, o)))
              : o
                ? o === e.memoizedState
                  ? (vl(t), (t.flags &= -16777217))
                  : (pl(t), vl(t), hl(t, o))
                : ((e = e.memoizedProps), e !== r && pl(t), vl(t), ml(t, a, e, r, n)),
            null
          );
        case 27:
          if ((Me(t), (n = Oe.current), (a = t.type), e !== null && t.stateNode != null))
            e.memoizedProps !== r && pl(t);
          else {
            if (!r) {
              if (t.stateNode === null) throw Error(i(166));
              return (vl(t), (t.subtreeFlags &= -33554433), null);
            }
            ((e = Ee.current), ua(t) ? ca(t, e) : ((e = _m(a, r, n)), (t.stateNode = e), pl(t)));
          }
          return (vl(t), (t.subtreeFlags &= -33554433), null);
        case 5:
          if ((Me(t), (a = t.type), e !== null && t.stateNode != null))
            e.memoizedProps !== r && pl(t);
          else {
            if (!r) {
              if (t.stateNode === null) throw Error(i(166));
              return (vl(t), (t.subtreeFlags &= -33554433), null);
            }
            if (((o = Ee.current), ua(t))) ca(t, o);
            else {
              var s = fp(Oe.current);
              switch (o) {
                case 1:
                  o = s.createElementNS(`http://www.w3.org/2000/svg`, a);
                  break;
                case 2:
                  o = s.createElementNS(`http://www.w3.org/1998/Math/MathML`, a);
                  break;
                default:
                  switch (a) {
                    case `svg`:
                      o = s.createElementNS(`http://www.w3.org/2000/svg`, a);
                      break;
                    case `math`:
                      o = s.createElementNS(`http://www.w3.org/1998/Math/MathML`, a);
                      break;
                    case `script`:
                      ((o = s.createElement(`div`)),
                        (o.innerHTML = `<script><\/script>`),
                        (o = o.removeChild(o.firstChild)));
                      break;
                    case `select`:
                      ((o =
                        typeof r.is == `string`
                          ? s.createElement(`select`, { is: r.is })
                          : s.createElement(`select`)),
                        r.multiple ? (o.multiple = !0) : r.size && (o.size = r.size));
                      break;
                    default:
                      o =
                        typeof r.is == `string`
                          ? s.createElement(a, { is: r.is })
                          : s.createElement(a);
                  }
              }
              ((o[St] = t), (o[Ct] = r));
              a: for (s = t.child; s !== null; ) {
                if (s.tag === 5 || s.tag === 6) o.appendChild(s.stateNode);
                else if (s.tag !== 4 && s.tag !== 27 && s.child !== null) {
                  ((s.child.return = s), (s = s.child));
                  continue;
                }
                if (s === t) break a;
                for (; s.sibling === null; ) {
                  if (s.return === null || s.return === t) break a;
                  s = s.return;
                }
                ((s.sibling.return = s.return), (s = s.sibling));
              }
              t.stateNode = o;
              a: switch ((ap(o, a, r), a)) {
                case `button`:
                case `input`:
                case `select`:
                case `textarea`:
                  r = !!r.autoFocus;
                  break a;
                case `img`:
                  r = !0;
                  break a;
                default:
                  r = !1;
              }
              r && pl(t);
            }
          }
          return (
            vl(t),
            (t.subtreeFlags &= -33554433),
            ml(t, t.type, e === null ? null : e.memoizedProps, t.pendingProps, n),
            null
          );
        case 6:
          if (e && t.stateNode != null) e.memoizedProps !== r && pl(t);
          else {
            if (typeof r != `string` && t.stateNode === null) throw Error(i(166));
            if (((e = Oe.current), ua(t))) {
              if (((e = t.stateNode), (n = t.memoizedProps), (r = null), (a = na), a !== null))
                switch (a.tag) {
                  case 27:
                  case 5:
                    r = a.memoizedProps;
                }
              ((e[St] = t),
                (e = !!(
                  e.nodeValue === n ||
                  (r !== null && !0 === r.suppressHydrationWarning) ||
                  np(e.nodeValue, n)
                )),
                e || sa(t, !0));
            } else ((e = fp(e).createTextNode(r)), (e[St] = t), (t.stateNode = e));
          }
          return (vl(t), null);
        case 31:
          if (((n = t.memoizedState), e === null || e.memoizedState !== null)) {
            if (((r = ua(t)), n !== null)) {
              if (e === null) {
                if (!r) throw Error(i(318));
                if (((e = t.memoizedState), (e = e === null ? null : e.dehydrated), !e))
                  throw Error(i(557));
                e[St] = t;
              } else (da(), !(t.flags & 128) && (t.memoizedState = null), (t.flags |= 4));
              (vl(t), (e = !1));
            } else
              ((n = fa()),
                e !== null && e.memoizedState !== null && (e.memoizedState.hydrationErrors = n),
                (e = !0));
            if (!e) return t.flags & 256 ? (Io(t), t) : (Io(t), null);
            if (t.flags & 128) throw Error(i(558));
          }
          return (vl(t), null);
        case 13:
          if (
            ((r = t.memoizedState),
            e === null || (e.memoizedState !== null && e.memoizedState.dehydrated !== null))
          ) {
            if (((a = ua(t)), r !== null && r.dehydrated !== null)) {
              if (e === null) {
                if (!a) throw Error(i(318));
                if (((a = t.memoizedState), (a = a === null ? null : a.dehydrated), !a))
                  throw Error(i(317));
                a[St] = t;
              } else (da(), !(t.flags & 128) && (t.memoizedState = null), (t.flags |= 4));
              (vl(t), (a = !1));
            } else
              ((a = fa()),
                e !== null && e.memoizedState !== null && (e.memoizedState.hydrationErrors = a),
                (a = !0));
            if (!a) return t.flags & 256 ? (Io(t), t) : (Io(t), null);
          }
          return (
            Io(t),
            t.flags & 128
              ? ((t.lanes = n), t)
              : ((n = r !== null),
                (e = e !== null && e.memoizedState !== null),
                n &&
                  ((r = t.child),
                  (a = null),
                  r.alternate !== null &&
                    r.alternate.memoizedState !== null &&
                    r.alternate.memoizedState.cachePool !== null &&
                    (a = r.alternate.memoizedState.cachePool.pool),
                  (o = null),
                  r.memoizedState !== null &&
                    r.memoizedState.cachePool !== null &&
                    (o = r.memoizedState.cachePool.pool),
                  o !== a && (r.flags |= 2048)),
                n !== e && n && (t.child.flags |= 8192),
                gl(t, t.updateQueue),
                vl(t),
                null)
          );
        case 4:
          return (
            Ae(),
            e === null && Kf(t.stateNode.containerInfo),
            (t.flags |= 67108864),
            vl(t),
            null
          );
        case 10:
          return (va(t.type), vl(t), null);
        case 19:
          if ((zo(t), (r = t.memoizedState), r === null)) return (vl(t), null);
          if (((a = !!(t.flags & 128)), (o = r.rendering), o === null)) {
            if (a) _l(r, !1);
            else {
              if (sd !== 0 || (e !== null && e.flags & 128))
                for (e = t.child; e !== null; ) {
                  if (((o = Bo(e)), o !== null)) {
                    for (
                      t.flags |= 128,
                        _l(r, !1),
                        e = o.updateQueue,
                        t.updateQueue = e,
                        gl(t, e),
                        t.subtreeFlags = 0,
                        e = n,
                        n = t.child;
                      n !== null;

                    )
                      (Pi(n, e), (n = n.sibling));
                    return (Ro(t, (Lo.current & 1) | 2), V && Zi(t, r.treeForkCount), t.child);
                  }
                  e = e.sibling;
                }
              r.tail !== null &&
                Ge() > vd &&
                ((t.flags |= 128), (a = !0), _l(r, !1), (t.lanes = 4194304));
            }
          } else {
            if (!a) {
              if (((e = Bo(o)), e !== null)) {
                if (
                  ((t.flags |= 128),
                  (a = !0),
                  (e = e.updateQueue),
                  (t.updateQueue = e),
                  gl(t, e),
                  _l(r, !0),
                  r.tail === null &&
                    r.tailMode !== `collapsed` &&
                    r.tailMode !== `visible` &&
                    !o.alternate &&
                    !V)
                )
                  return (vl(t), null);
              } else
                2 * Ge() - r.renderingStartTime > vd &&
                  n !== 536870912 &&
                  ((t.flags |= 128), (a = !0), _l(r, !1), (t.lanes = 4194304));
            }
            r.isBackwards
              ? ((o.sibling = t.child), (t.child = o))
              : ((e = r.last), e === null ? (t.child = o) : (e.sibling = o), (r.last = o));
          }
          if (r.tail !== null) {
            e = r.tail;
            a: {
              for (n = e; n !== null; ) {
                if (n.alternate !== null) {
                  n = !1;
                  break a;
                }
                n = n.sibling;
              }
              n = !0;
            }
            return (
              (r.rendering = e),
              (r.tail = e.sibling),
              (r.renderingStartTime = Ge()),
              (e.sibling = null),
              (o = Lo.current),
              (o = a ? (o & 1) | 2 : o & 1),
              r.tailMode === `visible` || r.tailMode === `collapsed` || !n || V
                ? Ro(t, o)
                : ((n = o), we(Ao, t), we(Lo, n), jo === null && (jo = t)),
              V && Zi(t, r.treeForkCount),
              e
            );
          }
          return (vl(t), null);
        case 22:
        case 23:
          return (
            Io(t),
            ko(),
            (r = t.memoizedState !== null),
            e === null
              ? r && (t.flags |= 8192)
              : (e.memoizedState !== null) !== r && (t.flags |= 8192),
            r
              ? n & 536870912 &&
                !(t.flags & 128) &&
                (vl(t), t.subtreeFlags & 6 && (t.flags |= 8192))
              : vl(t),
            (n = t.updateQueue),
            n !== null && gl(t, n.retryQueue),
            (n = null),
            e !== null &&
              e.memoizedState !== null &&
              e.memoizedState.cachePool !== null &&
              (n = e.memoizedState.cachePool.pool),
            (r = null),
            t.memoizedState !== null &&
              t.memoizedState.cachePool !== null &&
              (r = t.memoizedState.cachePool.pool),
            r !== n && (t.flags |= 2048),
            e !== null && Se(Wa),
            null
          );
        case 24:
          return (
            (n = null),
            e !== null && (n = e.memoizedState.cache),
            t.memoizedState.cache !== n && (t.flags |= 2048),
            va(Aa),
            vl(t),
            null
          );
        case 25:
          return null;
        case 30:
          return ((t.flags |= 33554432), vl(t), null);
      }
      throw Error(i(156, t.tag));
    }
    function bl(e, t) {
      switch ((ea(t), t.tag)) {
        case 1:
          return ((e = t.flags), e & 65536 ? ((t.flags = (e & -65537) | 128), t) : null);
        case 3:
          return (
            va(Aa),
            Ae(),
            (e = t.flags),
            e & 65536 && !(e & 128) ? ((t.flags = (e & -65537) | 128), t) : null
          );
        case 26:
        case 27:
        case 5:
          return (Me(t), null);
        case 31:
          if (t.memoizedState !== null) {
            if ((Io(t), t.alternate === null)) throw Error(i(340));
            da();
          }
          return ((e = t.flags), e & 65536 ? ((t.flags = (e & -65537) | 128), t) : null);
        case 13:
          if ((Io(t), (e = t.memoizedState), e !== null && e.dehydrated !== null)) {
            if (t.alternate === null) throw Error(i(340));
            da();
          }
          return ((e = t.flags), e & 65536 ? ((t.flags = (e & -65537) | 128), t) : null);
        case 19:
          return (
            zo(t),
            (e = t.flags),
            e & 65536
              ? ((t.flags = (e & -65537) | 128),
                (e = t.memoizedState),
                e !== null && ((e.rendering = null), (e.tail = null)),
                (t.flags |= 4),
                t)
              : null
          );
        case 4:
          return (Ae(), null);
        case 10:
          return (va(t.type), null);
        case 22:
        case 23:
          return (
            Io(t),
            ko(),
            e !== null && Se(Wa),
            (e = t.flags),
            e & 65536 ? ((t.flags = (e & -65537) | 128), t) : null
          );
        case 24:
          return (va(Aa), null);
        case 25:
          return null;
        default:
          return null;
      }
    }
    function xl(e, t) {
      switch ((ea(t), t.tag)) {
        case 3:
          (va(Aa), Ae());
          break;
        case 26:
        case 27:
        case 5:
          Me(t);
          break;
        case 4:
          Ae();
          break;
        case 31:
          t.memoizedState !== null && Io(t);
          break;
        case 13:
          Io(t);
          break;
        case 19:
          zo(t);
          break;
        case 10:
          va(t.type);
          break;
        case 22:
        case 23:
          (Io(t), ko(), e !== null && Se(Wa));
          break;
        case 24:
          va(Aa);
      }
    }
    function Sl(e, t) {
      try {
        var n = t.updateQueue,
          r = n === null ? null : n.lastEffect;
        if (r !== null) {
          var i = r.next;
          n = i;
          do {
            if ((n.tag & e) === e) {
              r = void 0;
              var a = n.create,
                o = n.inst;
              ((r = a()), (o.destroy = r));
            }
            n = n.next;
          } while (n !== i);
        }
      } catch (e) {
        Y(t, t.return, e);
      }
    }
    function Cl(e, t, n) {
      try {
        var r = t.updateQueue,
          i = r === null ? null : r.lastEffect;
        if (i !== null) {
          var a = i.next;
          r = a;
          do {
            if ((r.tag & e) === e) {
              var o = r.inst,
                s = o.destroy;
              if (s !== void 0) {
                ((o.destroy = void 0), (i = t));
                var c = n,
                  l = s;
                try {
                  l();
                } catch (e) {
                  Y(i, c, e);
                }
              }
            }
            r = r.next;
          } while (r !== a);
        }
      } catch (e) {
        Y(t, t.return, e);
      }
    }
    function wl(e) {
      var t = e.updateQueue;
      if (t !== null) {
        var n = e.stateNode;
        try {
          wo(t, n);
        } catch (t) {
          Y(e, e.return, t);
        }
      }
    }
    function Tl(e, t, n) {
      ((n.props = Sc(e.type, e.memoizedProps)), (n.state = e.memoizedState));
      try {
        n.componentWillUnmount();
      } catch (n) {
        Y(e, t, n);
      }
    }
    function El(e, t) {
      try {
        var n = e.ref;
        if (n !== null) {
          switch (e.tag) {
            case 26:
            case 27:
            case 5:
              var r = e.stateNode;
              break;
            case 30:
              var i = e.stateNode,
                a = gi(e.memoizedProps, i);
              ((i.ref === null || i.ref.name !== a) && (i.ref = Ip(a)), (r = i.ref));
              break;
            case 7:
              if (e.stateNode === null) {
                var o = new Lp(e);
                (f(e.child, !1, em, o, void 0, void 0), (e.stateNode = o));
              }
              r = e.stateNode;
              break;
            default:
              r = e.stateNode;
          }
          typeof n == `function` ? (e.refCleanup = n(r)) : (n.current = r);
        }
      } catch (n) {
        Y(e, t, n);
      }
    }
    function Dl(e, t) {
      var n = e.ref,
        r = e.refCleanup;
      if (n !== null) {
        if (typeof r == `function`)
          try {
            r();
          } catch (n) {
            Y(e, t, n);
          } finally {
            ((e.refCleanup = null), (e = e.alternate), e != null && (e.refCleanup = null));
          }
        else if (typeof n == `function`)
          try {
            n(null);
          } catch (n) {
            Y(e, t, n);
          }
        else n.current = null;
      }
    }
    function Ol(e, t) {
      if ((e.tag === 5 || e.tag === 27 || e.tag === 6) && e.alternate === null && t !== null)
        for (var n = 0; n < t.length; n++) nm(e.stateNode, t[n]);
    }
    function kl(e) {
      for (var t = e.return; t !== null && (Ml(t) && nm(e.stateNode, t.stateNode), !jl(t)); )
        t = t.return;
    }
    function Al(e) {
      for (var t = e.return; t !== null && (Ml(t) && rm(e.stateNode, t.stateNode), !jl(t)); )
        t = t.return;
    }
    function jl(e) {
      return e.tag === 5 || e.tag === 3 || e.tag === 27;
    }
    function Ml(e) {
      return e && e.tag === 7 && e.stateNode !== null;
    }
    function Nl(e) {
      var t = e.type,
        n = e.memoizedProps,
        r = e.stateNode;
      try {
        a: switch (t) {
          case `button`:
          case `input`:
          case `select`:
          case `textarea`:
            n.autoFocus && r.focus();
            break a;
          case `img`:
            n.src ? (r.src = n.src) : n.srcSet && (r.srcset = n.srcSet);
        }
      } catch (t) {
        Y(e, e.return, t);
      }
    }
    function Pl(e, t, n) {
      try {
        var r = e.stateNode;
        (sp(r, e.type, n, t), (r[Ct] = t));
      } catch (t) {
        Y(e, e.return, t);
      }
    }
    function Fl(e) {
      return (
        e.tag === 5 || e.tag === 3 || e.tag === 26 || (e.tag === 27 && Tp(e.type)) || e.tag === 4
      );
    }
    function Il(e) {
      a: for (;;) {
        for (; e.sibling === null; ) {
          if (e.return === null || Fl(e.return)) return null;
          e = e.return;
        }
        for (
          e.sibling.return = e.return, e = e.sibling;
          e.tag !== 5 && e.tag !== 6 && e.tag !== 18;

        ) {
          if ((e.tag === 27 && Tp(e.type)) || e.flags & 2 || e.child === null || e.tag === 4)
            continue a;
          ((e.child.return = e), (e = e.child));
        }
        if (!(e.flags & 2)) return e.stateNode;
      }
    }
    function Ll(e, t, n, r) {
      var i = e.tag;
      if (i === 5 || i === 6)
        ((i = e.stateNode),
          t
            ? (n.nodeType === 9
                ? n.body
                : n.nodeName === `HTML`
                  ? n.ownerDocument.body
                  : n
              ).insertBefore(i, t)
            : ((t = n.nodeType === 9 ? n.body : n.nodeName === `HTML` ? n.ownerDocument.body : n),
              t.appendChild(i),
              (n = n._reactRootContainer),
              n != null || t.onclick !== null || (t.onclick = vn)),
          Ol(e, r),
          (z = !0));
      else if (
        i !== 4 &&
        (i === 27 && (Ol(e, r), (r = null), Tp(e.type) && ((n = e.stateNode), (t = null))),
        (e = e.child),
        e !== null)
      )
        for (Ll(e, t, n, r), e = e.sibling; e !== null; ) (Ll(e, t, n, r), (e = e.sibling));
    }
    function Rl(e, t, n, r) {
      var i = e.tag;
      if (i === 5 || i === 6)
        ((i = e.stateNode), t ? n.insertBefore(i, t) : n.appendChild(i), Ol(e, r), (z = !0));
      else if (
        i !== 4 &&
        (i === 27 && (Ol(e, r), (r = null), Tp(e.type) && (n = e.stateNode)),
        (e = e.child),
        e !== null)
      )
        for (Rl(e, t, n, r), e = e.sibling; e !== null; ) (Rl(e, t, n, r), (e = e.sibling));
    }
    function zl(e) {
      var t = e.stateNode,
        n = e.memoizedProps;
      try {
        for (var r = e.type, i = t.attributes; i.length; ) t.removeAttributeNode(i[0]);
        (ap(t, r, n), (t[St] = e), (t[Ct] = n));
      } catch (t) {
        Y(e, e.return, t);
      }
    }
    var Bl = !1,
      Vl = null;
    function Hl(e) {
      (e.tag === 30 || e.subtreeFlags & 33554432) && (Bl = !0);
    }
    var Ul = null;
    function Wl() {
      var e = Ul;
      return ((Ul = null), e);
    }
    var Gl = 0;
    function Kl(e, t, n, r, i) {
      return ((Gl = 0), ql(e.child, t, n, r, i));
    }
    function ql(e, t, n, r, i) {
      for (var a = !1; e !== null; ) {
        if (e.tag === 5) {
          var o = e.stateNode;
          if (r !== null) {
            var s = jp(o);
            (r.push(s), s.view && (a = !0));
          } else a || (jp(o).view && (a = !0));
          ((Bl = !0), Op(o, Gl === 0 ? t : t + `_` + Gl, n), Gl++);
        } else
          (e.tag === 22 && e.memoizedState !== null) ||
            (e.tag === 30 && i) ||
            (ql(e.child, t, n, r, i) && (a = !0));
        e = e.sibling;
      }
      return a;
    }
    function Jl(e, t) {
      for (; e !== null; )
        (e.tag === 5
          ? kp(e.stateNode, e.memoizedProps)
          : (e.tag === 22 && e.memoizedState !== null) || (e.tag === 30 && t) || Jl(e.child, t),
          (e = e.sibling));
    }
    function Yl(e) {
      if (e.subtreeFlags & 18874368)
        for (e = e.child; e !== null; ) {
          if (
            (e.tag !== 22 || e.memoizedState === null) &&
            (Yl(e), e.tag === 30 && e.flags & 18874368 && e.stateNode.paired)
          ) {
            var t = e.memoizedProps;
            if (t.name == null || t.name === `auto`) throw Error(i(544));
            var n = t.name;
            ((t = vi(t.default, t.share)),
              t !== `none` && (Kl(e, n, t, null, !1) || Jl(e.child, !1)));
          }
          e = e.sibling;
        }
    }
    function Xl(e, t) {
      if (e.tag === 30) {
        var n = e.stateNode,
          r = e.memoizedProps,
          i = gi(r, n),
          a = vi(r.default, n.paired ? r.share : r.enter);
        a === `none`
          ? Yl(e)
          : Kl(e, i, a, null, !1)
            ? (Yl(e), n.paired || t || Fd(e, r.onEnter))
            : Jl(e.child, !1);
      } else if (e.subtreeFlags & 33554432)
        for (e = e.child; e !== null; ) (Xl(e, t), (e = e.sibling));
      else Yl(e);
    }
    function Zl(e) {
      if (Vl !== null && Vl.size !== 0) {
        var t = Vl;
        if (e.subtreeFlags & 18874368)
          for (e = e.child; e !== null; ) {
            if (e.tag !== 22 || e.memoizedState === null) {
              if (e.tag === 30 && e.flags & 18874368) {
                var n = e.memoizedProps,
                  r = n.name;
                if (r != null && r !== `auto`) {
                  var i = t.get(r);
                  if (i !== void 0) {
                    var a = vi(n.default, n.share);
                    if (
                      (a !== `none` &&
                        (Kl(e, r, a, null, !1)
                          ? ((a = e.stateNode), (i.paired = a), (a.paired = i), Fd(e, n.onShare))
                          : Jl(e.child, !1)),
                      t.delete(r),
                      t.size === 0)
                    )
                      break;
                  }
                }
              }
              Zl(e);
            }
            e = e.sibling;
          }
      }
    }
    function Ql(e) {
      if (e.tag === 30) {
        var t = e.memoizedProps,
          n = gi(t, e.stateNode),
          r = Vl === null ? void 0 : Vl.get(n),
          i = vi(t.default, r === void 0 ? t.exit : t.share);
        (i !== `none` &&
          (Kl(e, n, i, null, !1)
            ? r === void 0
              ? Fd(e, t.onExit)
              : ((i = e.stateNode), (r.paired = i), (i.paired = r), Vl.delete(n), Fd(e, t.onShare))
            : Jl(e.child, !1)),
          Vl !== null && Zl(e));
      } else if (e.subtreeFlags & 33554432)
        for (e = e.child; e !== null; ) (Ql(e), (e = e.sibling));
      else Vl !== null && Zl(e);
    }
    function $l(e) {
      for (e = e.child; e !== null; ) {
        if (e.tag === 30) {
          var t = e.memoizedProps,
            n = gi(t, e.stateNode);
          ((t = vi(t.default, t.update)),
            (e.flags &= -5),
            t !== `none` && Kl(e, n, t, (e.memoizedState = []), !1));
        } else e.subtreeFlags & 33554432 && $l(e);
        e = e.sibling;
      }
    }
    function eu(e) {
      if (e.subtreeFlags & 18874368)
        for (e = e.child; e !== null; ) {
          if (e.tag !== 22 || e.memoizedState === null) {
            if (e.tag === 30 && e.flags & 18874368) {
              var t = e.stateNode;
              t.paired !== null && ((t.paired = null), Jl(e.child, !1));
            }
            eu(e);
          }
          e = e.sibling;
        }
    }
    function tu(e) {
      if (e.tag === 30) ((e.stateNode.paired = null), Jl(e.child, !1), eu(e));
      else if (e.subtreeFlags & 33554432) for (e = e.child; e !== null; ) (tu(e), (e = e.sibling));
      else eu(e);
    }
    function nu(e) {
      for (e = e.child; e !== null; )
        (e.tag === 30 ? Jl(e.child, !1) : e.subtreeFlags & 33554432 && nu(e), (e = e.sibling));
    }
    function ru(e, t, n, r, i, a, o) {
      for (var s = !1; t !== null; ) {
        if (t.tag === 5) {
          var c = t.stateNode;
          if (a !== null && Gl < a.length) {
            var l = a[Gl],
              u = jp(c);
            (l.view || u.view) && (s = !0);
            var d;
            if ((d = !(e.flags & 4))) {
              if (u.clip) d = !0;
              else {
                d = l.rect;
                var f = u.rect;
                d = d.y !== f.y || d.x !== f.x || d.height !== f.height || d.width !== f.width;
              }
            }
            (d && (e.flags |= 4),
              u.abs
                ? (u = !l.abs)
                : ((l = l.rect), (u = u.rect), (u = l.height !== u.height || l.width !== u.width)),
              u && (e.flags |= 32));
          } else e.flags |= 32;
          (e.flags & 4 && Op(c, Gl === 0 ? n : n + `_` + Gl, i),
            (s && e.flags & 4) ||
              (Ul === null && (Ul = []), Ul.push(c, Gl === 0 ? r : r + `_` + Gl, t.memoizedProps)),
            Gl++);
        } else
          (t.tag !== 22 || t.memoizedState === null) &&
            (t.tag === 30 && o
              ? (e.flags |= t.flags & 32)
              : ru(e, t.child, n, r, i, a, o) && (s = !0));
        t = t.sibling;
      }
      return s;
    }
    function iu(e, t) {
      for (e = e.child; e !== null; ) {
        if (e.tag === 30) {
          var n = e.memoizedProps,
            r = e.stateNode,
            i = gi(n, r),
            a = vi(n.default, n.update);
          if (t) {
            r = r.clones;
            var o = r === null ? null : r.map(Mp);
          } else ((o = e.memoizedState), (e.memoizedState = null));
          r = e;
          var s = e.child;
          ((Gl = 0), (i = ru(r, s, i, i, a, o, !1)), e.flags & 4 && i && (t || Fd(e, n.onUpdate)));
        } else e.subtreeFlags & 33554432 && iu(e, t);
        e = e.sibling;
      }
    }
    var au = !1,
      W = !1,
      ou = !1,
      su = !1,
      cu = typeof WeakSet == `function` ? WeakSet : Set,
      lu = null,
      uu = !1,
      du = !1,
      fu = !1,
      pu = !1;
    function mu(e, t, n) {
      if (((e = e.containerInfo), (up = _h), (e = Kr(e)), qr(e))) {
        if (`selectionStart` in e) var r = { start: e.selectionStart, end: e.selectionEnd };
        else
          a: {
            r = ((r = e.ownerDocument) && r.defaultView) || window;
            var i = r.getSelection && r.getSelection();
            if (i && i.rangeCount !== 0) {
              r = i.anchorNode;
              var a = i.anchorOffset,
                o = i.focusNode;
              i = i.focusOffset;
              try {
                (r.nodeType, o.nodeType);
              } catch {
                r = null;
                break a;
              }
              var s = 0,
                c = -1,
                l = -1,
                u = 0,
                d = 0,
                f = e,
                p = null;
              b: for (;;) {
                for (
                  var m;
                  f !== r || (a !== 0 && f.nodeType !== 3) || (c = s + a),
                    f !== o || (i !== 0 && f.nodeType !== 3) || (l = s + i),
                    f.nodeType === 3 && (s += f.nodeValue.length),
                    (m = f.firstChild) !== null;

                )
                  ((p = f), (f = m));
                for (;;) {
                  if (f === e) break b;
                  if (
                    (p === r && ++u === a && (c = s),
                    p === o && ++d === i && (l = s),
                    (m = f.nextSibling) !== null)
                  )
                    break;
                  ((f = p), (p = f.parentNode));
                }
                f = m;
              }
              r = c === -1 || l === -1 ? null : { start: c, end: l };
            } else r = null;
          }
        r ||= { start: 0, end: 0 };
      } else r = null;
      for (
        dp = { focusedElem: e, selectionRange: r },
          _h = !1,
          n = (n & 335544064) === n,
          lu = t,
          t = n ? 9270 : 1024;
        lu !== null;

      ) {
        if (((e = lu), n && ((r = e.deletions), r !== null)))
          for (a = 0; a < r.length; a++) n && Ql(r[a]);
        if (e.alternate === null && e.flags & 2) (n && Hl(e), hu(n));
        else {
          if (e.tag === 22) {
            if (((r = e.alternate), e.memoizedState !== null)) {
              (r !== null && r.memoizedState === null && n && Ql(r), hu(n));
              continue;
            }
            if (r !== null && r.memoizedState !== null) {
              (n && Hl(e), hu(n));
              continue;
            }
          }
          ((r = e.child),
            (e.subtreeFlags & t) !== 0 && r !== null
              ? ((r.return = e), (lu = r))
              : (n && $l(e), hu(n)));
        }
      }
      Vl = null;
    }
    function hu(e) {
      for (; lu !== null; ) {
        var t = lu,
          n = e,
          r = t.alternate,
          a = t.flags;
        switch (t.tag) {
          case 0:
          case 11:
          case 15:
            break;
          case 1:
            if (a & 1024 && r !== null) {
              ((n = void 0), (a = r.memoizedProps), (r = r.memoizedState));
              var o = t.stateNode;
              try {
                var s = Sc(t.type, a);
                ((n = o.getSnapshotBeforeUpdate(s, r)),
                  (o.__reactInternalSnapshotBeforeUpdate = n));
              } catch (e) {
                Y(t, t.return, e);
              }
            }
            break;
          case 3:
            if (a & 1024) {
              if (((r = t.stateNode.containerInfo), (n = r.nodeType), n === 9)) im(r);
              else if (n === 1)
                switch (r.nodeName) {
                  case `HEAD`:
                  case `HTML`:
                  case `BODY`:
                    im(r);
                    break;
                  default:
                    r.textContent = ``;
                }
            }
            break;
          case 5:
          case 26:
          case 27:
          case 6:
          case 4:
          case 17:
            break;
          case 30:
            n &&
              r !== null &&
              ((n = gi(r.memoizedProps, r.stateNode)),
              (a = t.memoizedProps),
              (a = vi(a.default, a.update)),
              a !== `none` && Kl(r, n, a, (r.memoizedState = []), !0));
            break;
          default:
            if (a & 1024) throw Error(i(163));
        }
        if (((r = t.sibling), r !== null)) {
          ((r.return = t.return), (lu = r));
          break;
        }
        lu = t.return;
      }
    }
    function gu(e, t, n) {
      var r = n.flags;
      switch (n.tag) {
        case 0:
        case 11:
        case 15:
          (Iu(e, n), r & 4 && Sl(5, n));
          break;
        case 1:
          if ((Iu(e, n), r & 4)) {
            if (((e = n.stateNode), t === null))
              try {
                e.componentDidMount();
              } catch (e) {
                Y(n, n.return, e);
              }
            else {
              var i = Sc(n.type, t.memoizedProps);
              t = t.memoizedState;
              try {
                e.componentDidUpdate(i, t, e.__reactInternalSnapshotBeforeUpdate);
              } catch (e) {
                Y(n, n.return, e);
              }
            }
          }
          (r & 64 && wl(n), r & 512 && El(n, n.return));
          break;
        case 3:
          if ((Iu(e, n), r & 64 && ((e = n.updateQueue), e !== null))) {
            if (((t = null), n.child !== null))
              switch (n.child.tag) {
                case 27:
                case 5:
                  t = n.child.stateNode;
                  break;
                case 1:
                  t = n.child.stateNode;
              }
            try {
              wo(e, t);
            } catch (e) {
              Y(n, n.return, e);
            }
          }
          break;
        case 27:
          t === null && r & 4 && zl(n);
        case 26:
        case 5:
          (Iu(e, n), t === null && r & 4 && Nl(n), r & 512 && El(n, n.return));
          break;
        case 12:
          Iu(e, n);
          break;
        case 31:
          (Iu(e, n), r & 4 && Tu(e, n));
          break;
        case 13:
          (Iu(e, n),
            r & 4 && Eu(e, n),
            r & 64 &&
              ((e = n.memoizedState),
              e !== null &&
                ((e = e.dehydrated), e !== null && ((n = yf.bind(null, n)), um(e, n)))));
          break;
        case 22:
          if (((r = n.memoizedState !== null || au), !r)) {
            var a = (t !== null && t.memoizedState !== null) || W;
            ((t = au),
              (i = W),
              (au = r),
              (W = a) && !i ? ((r = 2), n.subtreeFlags & 8772 && (r |= 1), Ru(e, n, r)) : Iu(e, n),
              (au = t),
              (W = i));
          }
          break;
        case 30:
          (Iu(e, n), r & 512 && El(n, n.return));
          break;
        case 7:
          r & 512 && El(n, n.return);
        default:
          Iu(e, n);
      }
    }
    function _u(e, t) {
      for (e = e.child; e !== null; ) (vu(e, t), (e = e.sibling));
    }
    function vu(e, t) {
      switch (e.tag) {
        case 5:
        case 26:
          try {
            var n = e.stateNode;
            if (t) {
              var r = n.style;
              typeof r.setProperty == `function`
                ? r.setProperty(`display`, `none`, `important`)
                : (r.display = `none`);
            } else {
              var i = e.stateNode,
                a = e.memoizedProps.style,
                o = a != null && a.hasOwnProperty(`display`) ? a.display : null;
              i.style.display = o == null || typeof o == `boolean` ? `` : (`` + o).trim();
            }
          } catch (t) {
            Y(e, e.return, t);
          }
          yu(e, t);
          break;
        case 6:
          try {
            ((e.stateNode.nodeValue = t ? `` : e.memoizedProps), (z = !0));
          } catch (t) {
            Y(e, e.return, t);
          }
          break;
        case 18:
          try {
            var s = e.stateNode;
            t ? Dp(s, !0) : Dp(e.stateNode, !1);
          } catch (t) {
            Y(e, e.return, t);
          }
          break;
        case 22:
        case 23:
          e.memoizedState === null && _u(e, t);
          break;
        default:
          _u(e, t);
      }
    }
    function yu(e, t) {
      if (e.subtreeFlags & 67108864)
        for (e = e.child; e !== null; ) {
          a: {
            var n = e,
              r = t;
            switch (n.tag) {
              case 4:
                vu(n, r);
                break a;
              case 22:
                n.memoizedState === null && yu(n, r);
                break a;
              default:
                yu(n, r);
            }
          }
          e = e.sibling;
        }
    }
    function bu(e) {
      var t = e.alternate;
      (t !== null && ((e.alternate = null), bu(t)),
        (e.child = null),
        (e.deletions = null),
        (e.sibling = null),
        e.tag === 5 && ((t = e.stateNode), t !== null && jt(t)),
        (e.stateNode = null),
        (e.return = null),
        (e.dependencies = null),
        (e.memoizedProps = null),
        (e.memoizedState = null),
        (e.pendingProps = null),
        (e.stateNode = null),
        (e.updateQueue = null));
    }
    var xu = null,
      Su = !1;
    function Cu(e, t, n) {
      for (n = n.child; n !== null; ) (wu(e, t, n), (n = n.sibling));
    }
    function wu(e, t, n) {
      if (et && typeof et.onCommitFiberUnmount == `function`)
        try {
          et.onCommitFiberUnmount($e, n);
        } catch {}
      switch (n.tag) {
        case 26:
          (W || Dl(n, t),
            Cu(e, t, n),
            n.memoizedState
              ? n.memoizedState.count--
              : n.stateNode && !W && ((n = n.stateNode), n.parentNode.removeChild(n)));
          break;
        case 27:
          (W || Dl(n, t), Al(n));
          var r = xu,
            i = Su;
          (Tp(n.type) && ((xu = n.stateNode), (Su = !1)),
            Cu(e, t, n),
            vm(n.stateNode, n.type, n.memoizedProps),
            (xu = r),
            (Su = i));
          break;
        case 5:
          (W || Dl(n, t), Al(n));
        case 6:
          if (
            (n.tag === 6 && Al(n),
            (r = xu),
            (i = Su),
            (xu = null),
            Cu(e, t, n),
            (xu = r),
            (Su = i),
            xu !== null)
          ) {
            if (Su)
              try {
                ((xu.nodeType === 9
                  ? xu.body
                  : xu.nodeName === `HTML`
                    ? xu.ownerDocument.body
                    : xu
                ).removeChild(n.stateNode),
                  (z = !0));
              } catch (e) {
                Y(n, t, e);
              }
            else
              try {
                (xu.removeChild(n.stateNode), (z = !0));
              } catch (e) {
                Y(n, t, e);
              }
          }
          break;
        case 18:
          xu !== null &&
            (Su
              ? ((e = xu),
                Ep(
                  e.nodeType === 9 ? e.body : e.nodeName === `HTML` ? e.ownerDocument.body : e,
                  n.stateNode,
                ),
                Uh(e))
              : Ep(xu, n.stateNode));
          break;
        case 4:
          ((r = xu),
            (i = Su),
            (xu = n.stateNode.containerInfo),
            (Su = !0),
            Cu(e, t, n),
            (xu = r),
            (Su = i));
          break;
        case 0:
        case 11:
        case 14:
        case 15:
          (Cl(2, n, t), W || Cl(4, n, t), Cu(e, t, n));
          break;
        case 1:
          (W ||
            (Dl(n, t),
            (r = n.stateNode),
            typeof r.componentWillUnmount == `function` && Tl(n, t, r)),
            Cu(e, t, n));
          break;
        case 21:
          Cu(e, t, n);
          break;
        case 22:
          ((W = (r = W) || n.memoizedState !== null), Cu(e, t, n), (W = r));
          break;
        case 30:
          (Dl(n, t), Cu(e, t, n));
          break;
        case 7:
          (W || Dl(n, t), Cu(e, t, n));
          break;
        default:
          Cu(e, t, n);
      }
    }
    function Tu(e, t) {
      if (
        t.memoizedState === null &&
        ((e = t.alternate), e !== null && ((e = e.memoizedState), e !== null))
      ) {
        e = e.dehydrated;
        try {
          Uh(e);
        } catch (e) {
          Y(t, t.return, e);
        }
      }
    }
    function Eu(e, t) {
      if (
        t.memoizedState === null &&
        ((e = t.alternate),
        e !== null && ((e = e.memoizedState), e !== null && ((e = e.dehydrated), e !== null)))
      )
        try {
          Uh(e);
        } catch (e) {
          Y(t, t.return, e);
        }
    }
    function Du(e) {
      switch (e.tag) {
        case 31:
        case 13:
        case 19:
          var t = e.stateNode;
          return (t === null && (t = e.stateNode = new cu()), t);
        case 22:
          return (
            (e = e.stateNode),
            (t = e._retryCache),
            t === null && (t = e._retryCache = new cu()),
            t
          );
        default:
          throw Error(i(435, e.tag));
      }
    }
    function Ou(e, t) {
      var n = Du(e);
      t.forEach(function (t) {
        if (!n.has(t)) {
          n.add(t);
          var r = bf.bind(null, e, t);
          t.then(r, r);
        }
      });
    }
    function ku(e, t, n) {
      var r = t.deletions;
      if (r !== null)
        for (var a = 0; a < r.length; a++) {
          var o = r[a],
            s = e,
            c = t,
            l = c;
          a: for (; l !== null; ) {
            switch (l.tag) {
              case 27:
                if (Tp(l.type)) {
                  ((xu = l.stateNode), (Su = !1));
                  break a;
                }
                break;
              case 5:
                ((xu = l.stateNode), (Su = !1));
                break a;
              case 3:
              case 4:
                ((xu = l.stateNode.containerInfo), (Su = !0));
                break a;
            }
            l = l.return;
          }
          if (xu === null) throw Error(i(160));
          (wu(s, c, o),
            (xu = null),
            (Su = !1),
            (s = o.alternate),
            s !== null && (s.return = null),
            (o.return = null));
        }
      if (t.subtreeFlags & 13886) for (t = t.child; t !== null; ) (ju(t, e, n), (t = t.sibling));
    }
    var Au = null;
    function ju(e, t, n) {
      var r = e.alternate,
        a = e.flags;
      switch (e.tag) {
        case 0:
        case 11:
        case 14:
        case 15:
          if (a & 4 && ((r = e.updateQueue), (r = r === null ? null : r.events), r !== null))
            for (var o = 0; o < r.length; o++) {
              var s = r[o];
              s.ref.impl = s.nextImpl;
            }
          (ku(t, e, n), Mu(e), a & 4 && (Cl(3, e, e.return), Sl(3, e), Cl(5, e, e.return)));
          break;
        case 1:
          (ku(t, e, n),
            Mu(e),
            a & 512 && (W || r === null || Dl(r, r.return)),
            a & 64 &&
              au &&
              ((e = e.updateQueue),
              e !== null &&
                ((t = e.callbacks),
                t !== null &&
                  ((n = e.shared.hiddenCallbacks),
                  (e.shared.hiddenCallbacks = n === null ? t : n.concat(t))))));
          break;
        case 26:
          if (
            ((o = Au), ku(t, e, n), Mu(e), a & 512 && (W || r === null || Dl(r, r.return)), a & 4)
          ) {
            if (((a = r === null ? null : r.memoizedState), (n = e.memoizedState), r === null)) {
              if (n === null) {
                if (e.stateNode === null) {
                  if (au) e.stateNode = hp(e.type, e.memoizedProps, t.containerInfo, e);
                  else {
                    a: {
                      ((t = e.type), (n = e.memoizedProps), (a = o.ownerDocument || o));
                      b: switch (t) {
                        case `title`:
                          ((r = a.getElementsByTagName(`title`)[0]),
                            (!r ||
                              r[kt] ||
                              r[St] ||
                              r.namespaceURI === `http://www.w3.org/2000/svg` ||
                              r.hasAttribute(`itemprop`)) &&
                              ((r = a.createElement(t)),
                              a.head.insertBefore(r, a.querySelector(`head > title`))),
                            ap(r, t, n),
                            (r[St] = e),
                            It(r),
                            (t = r));
                          break a;
                        case `link`:
                          if ((o = Km(`link`, `href`, a).get(t + (n.href || ``)))) {
                            for (s = 0; s < o.length; s++)
                              if (
                                ((r = o[s]),
                                r.getAttribute(`href`) ===
                                  (n.href == null || n.href === `` ? null : n.href) &&
                                  r.getAttribute(`rel`) === (n.rel == null ? null : n.rel) &&
                                  r.getAttribute(`title`) === (n.title == null ? null : n.title) &&
                                  r.getAttribute(`crossorigin`) ===
                                    (n.crossOrigin == null ? null : n.crossOrigin))
                              ) {
                                o.splice(s, 1);
                                break b;
                              }
                          }
                          ((r = a.createElement(t)), ap(r, t, n), a.head.appendChild(r));
                          break;
                        case `meta`:
                          if ((o = Km(`meta`, `content`, a).get(t + (n.content || ``)))) {
                            for (s = 0; s < o.length; s++)
                              if (
                                ((r = o[s]),
                                r.getAttribute(`content`) ===
                                  (n.content == null ? null : `` + n.content) &&
                                  r.getAttribute(`name`) === (n.name == null ? null : n.name) &&
                                  r.getAttribute(`property`) ===
                                    (n.property == null ? null : n.property) &&
                                  r.getAttribute(`http-equiv`) ===
                                    (n.httpEquiv == null ? null : n.httpEquiv) &&
                                  r.getAttribute(`charset`) ===
                                    (n.charSet == null ? null : n.charSet))
                              ) {
                                o.splice(s, 1);
                                break b;
                              }
                          }
                          ((r = a.createElement(t)), ap(r, t, n), a.head.appendChild(r));
                          break;
                        default:
                          throw Error(i(468, t));
                      }
                      ((r[St] = e), It(r), (t = r));
                    }
                    e.stateNode = t;
                  }
                } else au || qm(o, e.type, e.stateNode);
              } else e.stateNode = Vm(o, n, e.memoizedProps);
            } else
              a === n
                ? n === null && e.stateNode !== null && Pl(e, e.memoizedProps, r.memoizedProps)
                : (a === null
                    ? ((t = r.stateNode), t === null || W || t.parentNode.removeChild(t))
                    : a.count--,
                  n === null ? au || qm(o, e.type, e.stateNode) : Vm(o, n, e.memoizedProps));
          }
          break;
        case 27:
          (ku(t, e, n),
            Mu(e),
            a & 512 && (W || r === null || Dl(r, r.return)),
            r !== null && a & 4 && Pl(e, e.memoizedProps, r.memoizedProps));
          break;
        case 5:
          if (
            ((o = ou),
            (ou = !1),
            ku(t, e, n),
            (ou = o),
            Mu(e),
            a & 512 && (W || r === null || Dl(r, r.return)),
            e.flags & 32)
          ) {
            t = e.stateNode;
            try {
              (un(t, ``), (z = !0));
            } catch (t) {
              Y(e, e.return, t);
            }
          }
          (a & 4 &&
            e.stateNode != null &&
            ((t = e.memoizedProps), Pl(e, t, r === null ? t : r.memoizedProps)),
            a & 1024 && (su = !0));
          break;
        case 6:
          if ((ku(t, e, n), Mu(e), a & 4)) {
            if (e.stateNode === null) throw Error(i(162));
            ((t = e.memoizedProps), (n = e.stateNode));
            try {
              ((n.nodeValue = t), (z = !0));
            } catch (t) {
              Y(e, e.return, t);
            }
          }
          break;
        case 3:
          if (
            ((z = !1),
            (Gm = null),
            (o = Au),
            (Au = Sm(t.containerInfo)),
            ku(t, e, n),
            (Au = o),
            Mu(e),
            a & 4 && r !== null && r.memoizedState.isDehydrated)
          )
            try {
              Uh(t.containerInfo);
            } catch (t) {
              Y(e, e.return, t);
            }
          (su && ((su = !1), Nu(e)), (z = !1));
          break;
        case 4:
          ((a = ou),
            (ou = au),
            (r = Kt()),
            (o = Au),
            (Au = Sm(e.stateNode.containerInfo)),
            ku(t, e, n),
            Mu(e),
            (Au = o),
            z && du && (fu = !0),
            (z = r),
            (ou = a));
          break;
        case 12:
          (ku(t, e, n), Mu(e));
          break;
        case 31:
          (ku(t, e, n),
            Mu(e),
            a & 4 && ((t = e.updateQueue), t !== null && ((e.updateQueue = null), Ou(e, t))));
          break;
        case 13:
          (ku(t, e, n),
            Mu(e),
            e.child.flags & 8192 &&
              (e.memoizedState !== null) != (r !== null && r.memoizedState !== null) &&
              (gd = Ge()),
            a & 4 && ((t = e.updateQueue), t !== null && ((e.updateQueue = null), Ou(e, t))));
          break;
        case 22:
          ((o = e.memoizedState !== null), (s = r !== null && r.memoizedState !== null));
          var c = au,
            l = W,
            u = ou;
          ((au = c || o),
            (ou = u || o),
            (W = l || s),
            ku(t, e, n),
            (W = l),
            (ou = u),
            (au = c),
            Mu(e),
            a & 8192 &&
              ((t = e.stateNode),
              (t._visibility = o ? t._visibility & -2 : t._visibility | 1),
              !o ||
                r === null ||
                s ||
                au ||
                W ||
                ((t = s || W),
                (n = au),
                (r = W),
                (au = o || au),
                (W = t),
                Lu(e, 2),
                (au = n),
                (W = r)),
              (!o && ou) || _u(e, o)),
            a & 4 &&
              ((t = e.updateQueue),
              t !== null && ((n = t.retryQueue), n !== null && ((t.retryQueue = null), Ou(e, n)))));
          break;
        case 19:
          (ku(t, e, n),
            Mu(e),
            a & 4 && ((t = e.updateQueue), t !== null && ((e.updateQueue = null), Ou(e, t))));
          break;
        case 30:
          (a & 512 && (W || r === null || Dl(r, r.return)),
            (a = Kt()),
            (o = du),
            (s = (n & 335544064) === n),
            (c = e.memoizedProps),
            (du = s && vi(c.default, c.update) !== `none`),
            ku(t, e, n),
            Mu(e),
            s && r !== null && z && (e.flags |= 4),
            (du = o),
            (z = a));
          break;
        case 21:
          break;
        case 7:
          (a & 512 && (W || r === null || Dl(r, r.return)),
            r && r.stateNode !== null && (r.stateNode._fragmentFiber = e));
        default:
          (ku(t, e, n), Mu(e));
      }
    }
    function Mu(e) {
      var t = e.flags;
      if (t & 2) {
        try {
          for (var n, r = e.return; r !== null; ) {
            if (Fl(r)) {
              n = r;
              break;
            }
            r = r.return;
          }
          r = null;
          for (var a = e.return; a !== null; ) {
            if (Ml(a)) {
              var o = a.stateNode;
              r === null ? (r = [o]) : r.push(o);
            }
            if (jl(a)) break;
            a = a.return;
          }
          var s = r;
          if (n == null) throw Error(i(160));
          switch (n.tag) {
            case 27:
              var c = n.stateNode;
              Rl(e, Il(e), c, s);
              break;
            case 5:
              var l = n.stateNode;
              (n.flags & 32 && (un(l, ``), (n.flags &= -33)), Rl(e, Il(e), l, s));
              break;
            case 3:
            case 4:
              var u = n.stateNode.containerInfo;
              Ll(e, Il(e), u, s);
              break;
            default:
              throw Error(i(161));
          }
        } catch (t) {
          Y(e, e.return, t);
        }
        e.flags &= -3;
      }
      t & 4096 && (e.flags &= -4097);
    }
    function Nu(e) {
      if (e.subtreeFlags & 1024)
        for (e = e.child; e !== null; ) {
          var t = e;
          (Nu(t),
            t.tag === 5 && t.flags & 1024 && ((t = t.stateNode), (_h = !0), t.reset(), (_h = !1)),
            (e = e.sibling));
        }
    }
    function Pu(e, t) {
      if (t.subtreeFlags & 9270) for (t = t.child; t !== null; ) (Fu(t, e), (t = t.sibling));
      else iu(t, !1);
    }
    function Fu(e, t) {
      var n = e.alternate;
      if (n === null) Xl(e, !1);
      else
        switch (e.tag) {
          case 3:
            if (((pu = uu = !1), Wl(), Pu(t, e), !uu && !fu)) {
              if (((e = Ul), e !== null))
                for (var r = 0; r < e.length; r += 3) {
                  n = e[r];
                  var i = e[r + 1];
                  (kp(n, e[r + 2]),
                    (n = n.ownerDocument.documentElement),
                    n !== null &&
                      n.animate(
                        { opacity: [0, 0], pointerEvents: [`none`, `none`] },
                        {
                          duration: 0,
                          fill: `forwards`,
                          pseudoElement: `::view-transition-group(` + i + `)`,
                        },
                      ));
                }
              ((e = t.containerInfo),
                (e = e.nodeType === 9 ? e.documentElement : e.ownerDocument.documentElement),
                e !== null &&
                  e.style.viewTransitionName === `` &&
                  ((e.style.viewTransitionName = `none`),
                  e.animate(
                    { opacity: [0, 0], pointerEvents: [`none`, `none`] },
                    {
                      duration: 0,
                      fill: `forwards`,
                      pseudoElement: `::view-transition-group(root)`,
                    },
                  ),
                  e.animate(
                    { width: [0, 0], height: [0, 0] },
                    { duration: 0, fill: `forwards`, pseudoElement: `::view-transition` },
                  )),
                (pu = !0));
            }
            Ul = null;
            break;
          case 5:
            Pu(t, e);
            break;
          case 4:
            ((r = uu), (uu = !1), Pu(t, e), uu && (fu = !0), (uu = r));
            break;
          case 22:
            e.memoizedState === null && (n.memoizedState === null ? Pu(t, e) : Xl(e, !1));
            break;
          case 30:
            ((r = uu), (i = Wl()), (uu = !1), Pu(t, e), uu && (e.flags |= 4));
            var a = e.memoizedProps,
              o = e.stateNode;
            ((t = gi(a, o)), (o = gi(n.memoizedProps, o)));
            var s = vi(a.default, a.update);
            (s === `none`
              ? (t = !1)
              : ((a = n.memoizedState),
                (n.memoizedState = null),
                (n = e.child),
                (Gl = 0),
                (t = ru(e, n, t, o, s, a, !0)),
                Gl !== (a === null ? 0 : a.length) && (e.flags |= 32)),
              e.flags & 4 && t
                ? (Fd(e, e.memoizedProps.onUpdate), (Ul = i))
                : i !== null && (i.push.apply(i, Ul), (Ul = i)),
              (uu = e.flags & 32 ? !0 : r));
            break;
          default:
            Pu(t, e);
        }
    }
    function Iu(e, t) {
      if (t.subtreeFlags & 8772)
        for (t = t.child; t !== null; ) (gu(e, t.alternate, t), (t = t.sibling));
    }
    function Lu(e, t) {
      for (e = e.child; e !== null; ) {
        var n = e,
          r = t;
        switch (n.tag) {
          case 0:
          case 11:
          case 14:
          case 15:
            (Cl(4, n, n.return), Lu(n, r));
            break;
          case 1:
            Dl(n, n.return);
            var i = n.stateNode;
            (typeof i.componentWillUnmount == `function` && Tl(n, n.return, i), Lu(n, r));
            break;
          case 27:
            r & 2 && vm(n.stateNode, n.type, n.memoizedProps);
          case 5:
            (Dl(n, n.return), (n.tag !== 5 && n.tag !== 27) || Al(n), Lu(n, r));
            break;
          case 6:
            Al(n);
            break;
          case 26:
            (Dl(n, n.return),
              (i = n.stateNode),
              n.memoizedState !== null || i === null || W || i.parentNode.removeChild(i),
              Lu(n, r));
            break;
          case 22:
            n.memoizedState === null && Lu(n, r);
            break;
          case 30:
            (Dl(n, n.return), Lu(n, r));
            break;
          case 7:
            Dl(n, n.return);
          default:
            Lu(n, r);
        }
        e = e.sibling;
      }
    }
    function Ru(e, t, n) {
      for (n = t.subtreeFlags & 8772 ? n : n & -2, t = t.child; t !== null; ) {
        var r = t.alternate,
          i = e,
          a = t,
          o = a.flags,
          s = !!(n & 1);
        switch (a.tag) {
          case 0:
          case 11:
          case 15:
            (Ru(i, a, n), Sl(4, a));
            break;
          case 1:
            if ((Ru(i, a, n), (r = a), (i = r.stateNode), typeof i.componentDidMount == `function`))
              try {
                i.componentDidMount();
              } catch (e) {
                Y(r, r.return, e);
              }
            if (((r = a), (i = r.updateQueue), i !== null)) {
              var c = r.stateNode;
              try {
                var l = i.shared.hiddenCallbacks;
                if (l !== null)
                  for (i.shared.hiddenCallbacks = null, i = 0; i < l.length; i++) Co(l[i], c);
              } catch (e) {
                Y(r, r.return, e);
              }
            }
            (s && o & 64 && wl(a), El(a, a.return));
            break;
          case 27:
            n & 2 && zl(a);
          case 5:
            ((a.tag !== 5 && a.tag !== 27) || kl(a),
              Ru(i, a, n),
              s && r === null && o & 4 && Nl(a),
              El(a, a.return));
            break;
          case 6:
            kl(a);
            break;
          case 26:
            ((c = a.stateNode),
              a.memoizedState !== null || c === null || au || qm(Sm(c.ownerDocument), a.type, c),
              Ru(i, a, n),
              s && r === null && o & 4 && Nl(a),
              El(a, a.return));
            break;
          case 12:
            Ru(i, a, n);
            break;
          case 31:
            (Ru(i, a, n), s && o & 4 && Tu(i, a));
            break;
          case 13:
            (Ru(i, a, n), s && o & 4 && Eu(i, a));
            break;
          case 22:
            (a.memoizedState === null && Ru(i, a, n), El(a, a.return));
            break;
          case 30:
            (Ru(i, a, n), El(a, a.return));
            break;
          case 7:
            El(a, a.return);
          default:
            Ru(i, a, n);
        }
        t = t.sibling;
      }
    }
    function zu(e, t) {
      var n = null;
      (e !== null &&
        e.memoizedState !== null &&
        e.memoizedState.cachePool !== null &&
        (n = e.memoizedState.cachePool.pool),
        (e = null),
        t.memoizedState !== null &&
          t.memoizedState.cachePool !== null &&
          (e = t.memoizedState.cachePool.pool),
        e !== n && (e != null && e.refCount++, n != null && Ma(n)));
    }
    function Bu(e, t) {
      ((e = null),
        t.alternate !== null && (e = t.alternate.memoizedState.cache),
        (t = t.memoizedState.cache),
        t !== e && (t.refCount++, e != null && Ma(e)));
    }
    function Vu(e, t, n, r) {
      var i = (n & 335544064) === n;
      if (t.subtreeFlags & (i ? 10262 : 10256))
        for (t = t.child; t !== null; ) (Hu(e, t, n, r), (t = t.sibling));
      else i && nu(t);
    }
    function Hu(e, t, n, r) {
      var i = (n & 335544064) === n;
      i && t.alternate === null && t.return !== null && t.return.alternate !== null && tu(t);
      var a = t.flags;
      switch (t.tag) {
        case 0:
        case 11:
        case 15:
          (Vu(e, t, n, r), a & 2048 && Sl(9, t));
          break;
        case 1:
          Vu(e, t, n, r);
          break;
        case 3:
          (Vu(e, t, n, r),
            i &&
              pu &&
              ((e = e.containerInfo),
              (e = e.nodeType === 9 ? e.body : e.nodeName === `HTML` ? e.ownerDocument.body : e),
              e.style.viewTransitionName === `root` && (e.style.viewTransitionName = ``),
              (e = e.ownerDocument.documentElement),
              e !== null &&
                e.style.viewTransitionName === `none` &&
                (e.style.viewTransitionName = ``)),
            a & 2048 &&
              ((a = null),
              t.alternate !== null && (a = t.alternate.memoizedState.cache),
              (t = t.memoizedState.cache),
              t !== a && (t.refCount++, a != null && Ma(a))));
          break;
        case 12:
          if (a & 2048) {
            (Vu(e, t, n, r), (a = t.stateNode));
            try {
              var o = t.memoizedProps,
                s = o.id,
                c = o.onPostCommit;
              typeof c == `function` &&
                c(s, t.alternate === null ? `mount` : `update`, a.passiveEffectDuration, -0);
            } catch (e) {
              Y(t, t.return, e);
            }
          } else Vu(e, t, n, r);
          break;
        case 31:
          Vu(e, t, n, r);
          break;
        case 13:
          Vu(e, t, n, r);
          break;
        case 23:
          break;
        case 22:
          ((o = t.stateNode),
            (s = t.alternate),
            t.memoizedState === null
              ? (i && s !== null && s.memoizedState !== null && tu(t),
                o._visibility & 2
                  ? Vu(e, t, n, r)
                  : ((o._visibility |= 2), Uu(e, t, n, r, !!(t.subtreeFlags & 10256) || !1)))
              : (i && s !== null && s.memoizedState === null && tu(s),
                o._visibility & 2 ? Vu(e, t, n, r) : Wu(e, t)),
            a & 2048 && zu(s, t));
          break;
        case 24:
          (Vu(e, t, n, r), a & 2048 && Bu(t.alternate, t));
          break;
        case 30:
          (i && ((a = t.alternate), a !== null && (Jl(a.child, !0), Jl(t.child, !0))),
            Vu(e, t, n, r));
          break;
        default:
          Vu(e, t, n, r);
      }
    }
    function Uu(e, t, n, r, i) {
      for (i &&= !!(t.subtreeFlags & 10256) || !1, t = t.child; t !== null; ) {
        var a = e,
          o = t,
          s = n,
          c = r,
          l = o.flags;
        switch (o.tag) {
          case 0:
          case 11:
          case 15:
            (Uu(a, o, s, c, i), Sl(8, o));
            break;
          case 23:
            break;
          case 22:
            var u = o.stateNode;
            (o.memoizedState === null
              ? ((u._visibility |= 2), Uu(a, o, s, c, i))
              : u._visibility & 2
                ? Uu(a, o, s, c, i)
                : Wu(a, o),
              i && l & 2048 && zu(o.alternate, o));
            break;
          case 24:
            (Uu(a, o, s, c, i), i && l & 2048 && Bu(o.alternate, o));
            break;
          default:
            Uu(a, o, s, c, i);
        }
        t = t.sibling;
      }
    }
    function Wu(e, t) {
      if (t.subtreeFlags & 10256)
        for (t = t.child; t !== null; ) {
          var n = e,
            r = t,
            i = r.flags;
          switch (r.tag) {
            case 22:
              (Wu(n, r), i & 2048 && zu(r.alternate, r));
              break;
            case 24:
              (Wu(n, r), i & 2048 && Bu(r.alternate, r));
              break;
            default:
              Wu(n, r);
          }
          t = t.sibling;
        }
    }
    var Gu = 8192;
    function Ku(e, t, n) {
      if (e.subtreeFlags & Gu) for (e = e.child; e !== null; ) (qu(e, t, n), (e = e.sibling));
    }
    function qu(e, t, n) {
      switch (e.tag) {
        case 26:
          (Ku(e, t, n),
            e.flags & Gu &&
              (e.memoizedState === null
                ? ((e = e.stateNode), (t & 335544128) === t && Qm(n, e))
                : $m(n, Au, e.memoizedState, e.memoizedProps)));
          break;
        case 5:
          (Ku(e, t, n), e.flags & Gu && ((e = e.stateNode), (t & 335544128) === t && Qm(n, e)));
          break;
        case 3:
        case 4:
          var r = Au;
          ((Au = Sm(e.stateNode.containerInfo)), Ku(e, t, n), (Au = r));
          break;
        case 22:
          e.memoizedState === null &&
            ((r = e.alternate),
            r !== null && r.memoizedState !== null
              ? ((r = Gu), (Gu = 16777216), Ku(e, t, n), (Gu = r))
              : Ku(e, t, n));
          break;
        case 30:
          if ((e.flags & Gu) !== 0 && ((r = e.memoizedProps.name), r != null && r !== `auto`)) {
            var i = e.stateNode;
            ((i.paired = null), Vl === null && (Vl = new Map()), Vl.set(r, i));
          }
          Ku(e, t, n);
          break;
        default:
          Ku(e, t, n);
      }
    }
    function Ju(e) {
      var t = e.alternate;
      if (t !== null && ((e = t.child), e !== null)) {
        t.child = null;
        do ((t = e.sibling), (e.sibling = null), (e = t));
        while (e !== null);
      }
    }
    function Yu(e) {
      var t = e.deletions;
      if (e.flags & 16) {
        if (t !== null)
          for (var n = 0; n < t.length; n++) {
            var r = t[n];
            ((lu = r), Qu(r, e));
          }
        Ju(e);
      }
      if (e.subtreeFlags & 10256) for (e = e.child; e !== null; ) (Xu(e), (e = e.sibling));
    }
    function Xu(e) {
      switch (e.tag) {
        case 0:
        case 11:
        case 15:
          (Yu(e), e.flags & 2048 && Cl(9, e, e.return));
          break;
        case 3:
          Yu(e);
          break;
        case 12:
          Yu(e);
          break;
        case 22:
          var t = e.stateNode;
          e.memoizedState !== null &&
          t._visibility & 2 &&
          (e.return === null || e.return.tag !== 13)
            ? ((t._visibility &= -3), Zu(e))
            : Yu(e);
          break;
        default:
          Yu(e);
      }
    }
    function Zu(e) {
      var t = e.deletions;
      if (e.flags & 16) {
        if (t !== null)
          for (var n = 0; n < t.length; n++) {
            var r = t[n];
            ((lu = r), Qu(r, e));
          }
        Ju(e);
      }
      for (e = e.child; e !== null; ) {
        switch (((t = e), t.tag)) {
          case 0:
          case 11:
          case 15:
            (Cl(8, t, t.return), Zu(t));
            break;
          case 22:
            ((n = t.stateNode), n._visibility & 2 && ((n._visibility &= -3), Zu(t)));
            break;
          default:
            Zu(t);
        }
        e = e.sibling;
      }
    }
    function Qu(e, t) {
      for (; lu !== null; ) {
        var n = lu;
        switch (n.tag) {
          case 0:
          case 11:
          case 15:
            Cl(8, n, t);
            break;
          case 23:
          case 22:
            if (n.memoizedState !== null && n.memoizedState.cachePool !== null) {
              var r = n.memoizedState.cachePool.pool;
              r != null && r.refCount++;
            }
            break;
          case 24:
            Ma(n.memoizedState.cache);
        }
        if (((r = n.child), r !== null)) ((r.return = n), (lu = r));
        else
          a: for (n = e; lu !== null; ) {
            r = lu;
            var i = r.sibling,
              a = r.return;
            if ((bu(r), r === n)) {
              lu = null;
              break a;
            }
            if (i !== null) {
              ((i.return = a), (lu = i));
              break a;
            }
            lu = a;
          }
      }
    }
    var $u = {
        getCacheForType: function (e) {
          var t = wa(Aa),
            n = t.data.get(e);
          return (n === void 0 && ((n = e()), t.data.set(e, n)), n);
        },
        cacheSignal: function () {
          return wa(Aa).controller.signal;
        },
      },
      ed = typeof WeakMap == `function` ? WeakMap : Map,
      G = 0,
      td = null,
      K = null,
      q = 0,
      J = 0,
      nd = null,
      rd = !1,
      id = !1,
      ad = !1,
      od = 0,
      sd = 0,
      cd = 0,
      ld = 0,
      ud = 0,
      dd = 0,
      fd = 0,
      pd = null,
      md = null,
      hd = !1,
      gd = 0,
      _d = 0,
      vd = 1 / 0,
      yd = null,
      bd = null,
      xd = 0,
      Sd = null,
      Cd = null,
      wd = 0,
      Td = 0,
      Ed = null,
      Dd = null,
      Od = null,
      kd = null,
      Ad = null,
      jd = 0,
      Md = null;
    function Nd() {
      return G & 2 && q !== 0 ? q & -q : j.T === null ? L() : If();
    }
    function Pd() {
      if (dd === 0) {
        if (!(q & 536870912) || V) {
          var e = st;
          ((st <<= 1), !(st & 3932160) && (st = 262144), (dd = e));
        } else dd = 536870912;
      }
      return ((e = Ao.current), e !== null && (e.flags |= 32), dd);
    }
    function Fd(e, t) {
      if (t != null) {
        var n = e.stateNode,
          r = n.ref;
        (r === null && (r = n.ref = Ip(gi(e.memoizedProps, n))),
          kd === null && (kd = []),
          kd.push(t.bind(null, r)));
      }
    }
    function Id(e, t, n) {
      (((e === td && (J === 2 || J === 9)) || e.cancelPendingCommit !== null) &&
        (Ud(e, 0), Bd(e, q, dd, !1)),
        ht(e, n),
        (G & 2 && e === td) ||
          (e === td && (!(G & 2) && (ld |= n), sd === 4 && Bd(e, q, dd, !1)), Of(e)));
    }
    function Ld(e, t, n) {
      if (G & 6) throw Error(i(327));
      var r = (!n && !(t & 127) && (t & e.expiredLanes) === 0) || dt(e, t),
        a = r ? Zd(e, t) : Yd(e, t, !0),
        o = r;
      do {
        if (a === 0) {
          id && !r && Bd(e, t, 0, !1);
          break;
        }
        if (((n = e.current.alternate), o && !zd(n))) ((a = Yd(e, t, !1)), (o = !1));
        else {
          if (a === 2) {
            if (((o = t), e.errorRecoveryDisabledLanes & o)) var s = 0;
            else
              ((s = e.pendingLanes & -536870913),
                (s = s === 0 ? (s & 536870912 ? 536870912 : 0) : s));
            if (s !== 0) {
              t = s;
              a: {
                var c = e;
                a = pd;
                var l = c.current.memoizedState.isDehydrated;
                if ((l && (Ud(c, s).flags |= 256), (s = Yd(c, s, !1)), s !== 2 && s !== 6)) {
                  if (ad && !l) {
                    ((c.errorRecoveryDisabledLanes |= o), (ld |= o), (a = 4));
                    break a;
                  }
                  ((o = md),
                    (md = a),
                    o !== null && (md === null ? (md = o) : md.push.apply(md, o)));
                }
                a = s;
              }
              if (((o = !1), a !== 2)) continue;
            }
          }
          if (a === 1) {
            (Ud(e, 0), Bd(e, t, 0, !0));
            break;
          }
          a: {
            switch (((r = e), (o = a), o)) {
              case 0:
              case 1:
                throw Error(i(345));
              case 4:
                if ((t & 4194048) !== t && (t & 62914560) !== t) break;
              case 6:
                Bd(r, t, dd, !rd);
                break a;
              case 2:
                md = null;
                break;
              case 3:
              case 5:
                break;
              default:
                throw Error(i(329));
            }
            if ((t & 62914560) === t && ((a = gd + 300 - Ge()), 10 < a)) {
              if ((Bd(r, t, dd, !rd), ut(r, 0, !0) !== 0)) break a;
              ((wd = t),
                (r.timeoutHandle = yp(
                  Rd.bind(null, r, n, md, yd, hd, t, dd, ld, fd, rd, o, `Throttled`, -0, 0),
                  a,
                )));
              break a;
            }
            Rd(r, n, md, yd, hd, t, dd, ld, fd, rd, o, null, -0, 0);
          }
          break;
        }
      } while (1);
      Of(e);
    }
    function Rd(e, t, n, r, i, a, o, s, c, l, u, d, f, p) {
      e.timeoutHandle = -1;
      var m = t.subtreeFlags,
        h = (a & 335544064) === a;
      ((d = null),
        (h || m & 8192 || (m & 16785408) == 16785408) &&
        ((d = {
          stylesheets: null,
          count: 0,
          imgCount: 0,
          imgBytes: 0,
          suspenseyImages: [],
          waitingForImages: !0,
          waitingForViewTransition: !1,
          unsuspend: vn,
        }),
        (Vl = null),
        qu(t, a, d),
        h &&
          ((m = d),
          (h = e.containerInfo),
          (h = (h.nodeType === 9 ? h : h.ownerDocument).__reactViewTransition),
          h != null &&
            (m.count++,
            (m.waitingForViewTransition = !0),
            (m = rh.bind(m)),
            h.finished.then(m, m))),
        (m = (a & 62914560) === a ? gd - Ge() : (a & 4194048) === a ? _d - Ge() : 0),
        (m = th(d, m)),
        m !== null)
          ? ((wd = a),
            (e.cancelPendingCommit = m(
              af.bind(null, e, t, a, n, r, i, o, s, c, l, u, d, null, f, p),
            )),
            Bd(e, a, o, !l))
          : af(e, t, a, n, r, i, o, s, c, l, u, d));
    }
    function zd(e) {
      for (var t = e; ; ) {
        var n = t.tag;
        if (
          (n === 0 || n === 11 || n === 15) &&
          t.flags & 16384 &&
          ((n = t.updateQueue), n !== null && ((n = n.stores), n !== null))
        )
          for (var r = 0; r < n.length; r++) {
            var i = n[r],
              a = i.getSnapshot;
            i = i.value;
            try {
              if (!Br(a(), i)) return !1;
            } catch {
              return !1;
            }
          }
        if (((n = t.child), t.subtreeFlags & 16384 && n !== null)) ((n.return = t), (t = n));
        else {
          if (t === e) break;
          for (; t.sibling === null; ) {
            if (t.return === null || t.return === e) return !0;
            t = t.return;
          }
          ((t.sibling.return = t.return), (t = t.sibling));
        }
      }
      return !0;
    }
    function Bd(e, t, n, r) {
      ((t = F(e, t)),
        (t &= ~ud),
        (t &= ~ld),
        (e.suspendedLanes |= t),
        (e.pingedLanes &= ~t),
        r && (e.warmLanes |= t),
        (r = e.expirationTimes));
      for (var i = t; 0 < i; ) {
        var a = 31 - nt(i),
          o = 1 << a;
        ((r[a] = -1), (i &= ~o));
      }
      n !== 0 && _t(e, n, t);
    }
    function Vd() {
      return G & 6 ? !0 : (kf(0, !1), !1);
    }
    function Hd() {
      if (K !== null) {
        if (J === 0) var e = K.return;
        else ((e = K), (ga = ha = null), is(e), (io = null), (ao = 0), (e = K));
        for (; e !== null; ) (xl(e.alternate, e), (e = e.return));
        K = null;
      }
    }
    function Ud(e, t) {
      var n = e.timeoutHandle;
      return (
        n !== -1 && ((e.timeoutHandle = -1), bp(n)),
        (n = e.cancelPendingCommit),
        n !== null && ((e.cancelPendingCommit = null), n()),
        (wd = 0),
        Hd(),
        (td = e),
        (K = n = Ni(e.current, null)),
        (q = t),
        (J = 0),
        (nd = null),
        (rd = !1),
        (id = dt(e, t)),
        (ad = !1),
        (fd = dd = ud = ld = cd = sd = 0),
        (md = pd = null),
        (hd = !1),
        (od = F(e, t)),
        Ci(),
        n
      );
    }
    function Wd(e, t) {
      ((H = null),
        (j.H = mc),
        t === Ja || t === Xa
          ? ((t = no()), (J = 3))
          : t === Ya
            ? ((t = no()), (J = 4))
            : (J = t === Mc ? 8 : typeof t == `object` && t && typeof t.then == `function` ? 6 : 1),
        (nd = t),
        K === null && ((sd = 1), Ec(e, Vi(t, e.current))));
    }
    function Gd() {
      var e = Ao.current;
      return e === null
        ? !0
        : (q & 4194048) === q
          ? jo === null
          : (q & 62914560) === q || q & 536870912
            ? e === jo
            : !1;
    }
    function Kd() {
      var e = j.H;
      return ((j.H = mc), e === null ? mc : e);
    }
    function qd() {
      var e = j.A;
      return ((j.A = $u), e);
    }
    function Jd() {
      ((sd = 4),
        rd || ((q & 4194048) !== q && Ao.current !== null) || (id = !0),
        (!(cd & 134217727) && !(ld & 134217727)) || td === null || Bd(td, q, dd, !1));
    }
    function Yd(e, t, n) {
      var r = G;
      G |= 2;
      var i = Kd(),
        a = qd();
      ((td !== e || q !== t) && ((yd = null), Ud(e, t)), (t = !1));
      var o = sd;
      a: do
        try {
          if (J !== 0 && K !== null) {
            var s = K,
              c = nd;
            switch (J) {
              case 8:
                (Hd(), (o = 6));
                break a;
              case 3:
              case 2:
              case 9:
              case 6:
                Ao.current === null && (t = !0);
                var l = J;
                if (((J = 0), (nd = null), tf(e, s, c, l), n && id)) {
                  o = 0;
                  break a;
                }
                break;
              default:
                ((l = J), (J = 0), (nd = null), tf(e, s, c, l));
            }
          }
          (Xd(), (o = sd));
          break;
        } catch (t) {
          Wd(e, t);
        }
      while (1);
      return (
        t && e.shellSuspendCounter++,
        (ga = ha = null),
        (G = r),
        (j.H = i),
        (j.A = a),
        K === null && ((td = null), (q = 0), Ci()),
        o
      );
    }
    function Xd() {
      for (; K !== null; ) $d(K);
    }
    function Zd(e, t) {
      var n = G;
      G |= 2;
      var r = Kd(),
        a = qd();
      td !== e || q !== t ? ((yd = null), (vd = Ge() + 500), Ud(e, t)) : (id = dt(e, t));
      a: do
        try {
          if (J !== 0 && K !== null) {
            t = K;
            var o = nd;
            b: switch (J) {
              case 1:
                ((J = 0), (nd = null), tf(e, t, o, 1));
                break;
              case 2:
              case 9:
                if (Qa(o)) {
                  ((J = 0), (nd = null), ef(t));
                  break;
                }
                ((t = function () {
                  ((J !== 2 && J !== 9) || td !== e || (J = 7), Of(e));
                }),
                  o.then(t, t));
                break a;
              case 3:
                J = 7;
                break a;
              case 4:
                J = 5;
                break a;
              case 7:
                Qa(o) ? ((J = 0), (nd = null), ef(t)) : ((J = 0), (nd = null), tf(e, t, o, 7));
                break;
              case 5:
                var s = null;
                switch (K.tag) {
                  case 26:
                    s = K.memoizedState;
                  case 5:
                  case 27:
                    var c = K;
                    if (s ? Xm(s) : c.stateNode.complete) {
                      ((J = 0), (nd = null));
                      var l = c.sibling;
                      if (l !== null) K = l;
                      else {
                        var u = c.return;
                        u === null ? (K = null) : ((K = u), nf(u));
                      }
                      break b;
                    }
                }
                ((J = 0), (nd = null), tf(e, t, o, 5));
                break;
              case 6:
                ((J = 0), (nd = null), tf(e, t, o, 6));
                break;
              case 8:
                (Hd(), (sd = 6));
                break a;
              default:
                throw Error(i(462));
            }
          }
          Qd();
          break;
        } catch (t) {
          Wd(e, t);
        }
      while (1);
      return (
        (ga = ha = null),
        (j.H = r),
        (j.A = a),
        (G = n),
        K === null ? ((td = null), (q = 0), Ci(), sd) : 0
      );
    }
    function Qd() {
      for (; K !== null && !Ue(); ) $d(K);
    }
    function $d(e) {
      var t = fl(e.alternate, e, od);
      ((e.memoizedProps = e.pendingProps), t === null ? nf(e) : (K = t));
    }
    function ef(e) {
      var t = e,
        n = t.alternate;
      switch (t.tag) {
        case 15:
        case 0:
          t = Kc(n, t, t.pendingProps, t.type, void 0, q);
          break;
        case 11:
          t = Kc(n, t, t.pendingProps, t.type.render, t.ref, q);
          break;
        case 5:
          is(t);
          var r = t;
          r === na &&
            (V
              ? (la(r), r.tag === 5 && r.stateNode != null && (ra = r.stateNode))
              : (la(r), (V = !0)));
        default:
          (xl(n, t), (t = K = Pi(t, od)), (t = fl(n, t, od)));
      }
      ((e.memoizedProps = e.pendingProps), t === null ? nf(e) : (K = t));
    }
    function tf(e, t, n, r) {
      ((ga = ha = null), is(t), (io = null), (ao = 0));
      var i = t.return;
      try {
        if (jc(e, i, t, n, q)) {
          ((sd = 1), Ec(e, Vi(n, e.current)), (K = null));
          return;
        }
      } catch (t) {
        if (i !== null) throw ((K = i), t);
        ((sd = 1), Ec(e, Vi(n, e.current)), (K = null));
        return;
      }
      t.flags & 32768
        ? (V || r === 1
            ? (e = !0)
            : id || q & 536870912
              ? (e = !1)
              : ((rd = e = !0),
                (r === 2 || r === 9 || r === 3 || r === 6) &&
                  ((r = Ao.current), r !== null && r.tag === 13 && (r.flags |= 16384))),
          rf(t, e))
        : nf(t);
    }
    function nf(e) {
      var t = e;
      do {
        if (t.flags & 32768) {
          rf(t, rd);
          return;
        }
        e = t.return;
        var n = yl(t.alternate, t, od);
        if (n !== null) {
          K = n;
          return;
        }
        if (((t = t.sibling), t !== null)) {
          K = t;
          return;
        }
        K = t = e;
      } while (t !== null);
      sd === 0 && (sd = 5);
    }
    function rf(e, t) {
      do {
        var n = bl(e.alternate, e);
        if (n !== null) {
          ((n.flags &= 32767), (K = n));
          return;
        }
        if (
          ((n = e.return),
          n !== null && ((n.flags |= 32768), (n.subtreeFlags = 0), (n.deletions = null)),
          !t && ((e = e.sibling), e !== null))
        ) {
          K = e;
          return;
        }
        K = e = n;
      } while (e !== null);
      ((sd = 6), (K = null));
    }
    function af(e, t, n, r, a, o, s, c, l, u, d, f) {
      e.cancelPendingCommit = null;
      do pf();
      while (xd !== 0);
      if (G & 6) throw Error(i(327));
      if (t !== null) {
        if (t === e.current) throw Error(i(177));
        (e === td && ((K = td = null), (q = 0)),
          (Cd = t),
          (Sd = e),
          (wd = n),
          (Ed = a),
          (Dd = r),
          of(e, t, n, s, c, l, f));
      }
    }
    function of(e, t, n, r, i, a, o) {
      var s = t.lanes | t.childLanes;
      if (
        ((Td = s),
        (s |= Si),
        gt(e, n, s, r, i, a),
        (kd = null),
        (n & 335544064) === n ? ((Ad = Fa(e)), (r = 10262)) : ((Ad = null), (r = 10256)),
        (t.subtreeFlags & r) !== 0 || (t.flags & r) !== 0
          ? ((e.callbackNode = null),
            (e.callbackPriority = 0),
            xf(Ye, function () {
              return (mf(), null);
            }))
          : ((e.callbackNode = null), (e.callbackPriority = 0)),
        (Bl = !1),
        (r = !!(t.flags & 13878)),
        t.subtreeFlags & 13878 || r)
      ) {
        ((r = j.T), (j.T = null), (i = M.p), (M.p = 2), (a = G), (G |= 4));
        try {
          mu(e, t, n);
        } finally {
          ((G = a), (M.p = i), (j.T = r));
        }
      }
      ((xd = 1),
        Bl
          ? (Od = Fp(o, e.containerInfo, Ad, lf, uf, cf, df, mf, sf, null, null))
          : (lf(), uf(), df()));
    }
    function sf(e) {
      if (xd !== 0) {
        var t = Sd.onRecoverableError;
        t(e, { componentStack: null });
      }
    }
    function cf() {
      xd === 3 && ((xd = 0), Fu(Cd, Sd), (xd = 4));
    }
    function lf() {
      if (xd === 1) {
        xd = 0;
        var e = Sd,
          t = Cd,
          n = wd,
          r = !!(t.flags & 13878);
        if (t.subtreeFlags & 13878 || r) {
          ((r = j.T), (j.T = null));
          var i = M.p;
          M.p = 2;
          var a = G;
          G |= 4;
          try {
            ((du = fu = !1), ju(t, e, n), (n = dp));
            var o = Kr(e.containerInfo),
              s = n.focusedElem,
              c = n.selectionRange;
            if (o !== s && s && s.ownerDocument && Gr(s.ownerDocument.documentElement, s)) {
              if (c !== null && qr(s)) {
                var l = c.start,
                  u = c.end;
                if ((u === void 0 && (u = l), `selectionStart` in s))
                  ((s.selectionStart = l), (s.selectionEnd = Math.min(u, s.value.length)));
                else {
                  var d = s.ownerDocument || document,
                    f = (d && d.defaultView) || window;
                  if (f.getSelection) {
                    var p = f.getSelection(),
                      m = s.textContent.length,
                      h = Math.min(c.start, m),
                      g = c.end === void 0 ? h : Math.min(c.end, m);
                    !p.extend && h > g && ((o = g), (g = h), (h = o));
                    var _ = Wr(s, h),
                      v = Wr(s, g);
                    if (
                      _ &&
                      v &&
                      (p.rangeCount !== 1 ||
                        p.anchorNode !== _.node ||
                        p.anchorOffset !== _.offset ||
                        p.focusNode !== v.node ||
                        p.focusOffset !== v.offset)
                    ) {
                      var y = d.createRange();
                      (y.setStart(_.node, _.offset),
                        p.removeAllRanges(),
                        h > g
                          ? (p.addRange(y), p.extend(v.node, v.offset))
                          : (y.setEnd(v.node, v.offset), p.addRange(y)));
                    }
                  }
                }
              }
              for (d = [], p = s; (p = p.parentNode); )
                p.nodeType === 1 && d.push({ element: p, left: p.scrollLeft, top: p.scrollTop });
              for (typeof s.focus == `function` && s.focus(), s = 0; s < d.length; s++) {
                var b = d[s];
                ((b.element.scrollLeft = b.left), (b.element.scrollTop = b.top));
              }
            }
            ((_h = !!up), (dp = up = null));
          } finally {
            ((G = a), (M.p = i), (j.T = r));
          }
        }
        ((e.current = t), (xd = 2));
      }
    }
    function uf() {
      if (xd === 2) {
        xd = 0;
        var e = Sd,
          t = Cd,
          n = !!(t.flags & 8772);
        if (t.subtreeFlags & 8772 || n) {
          ((n = j.T), (j.T = null));
          var r = M.p;
          M.p = 2;
          var i = G;
          G |= 4;
          try {
            gu(e, t.alternate, t);
          } finally {
            ((G = i), (M.p = r), (j.T = n));
          }
        }
        xd = 3;
      }
    }
    function df() {
      if (xd === 4 || xd === 3) {
        xd = 0;
        var e = Od;
        ((Od = null), We());
        var t = Sd,
          n = Cd,
          r = wd,
          i = Dd,
          a = (r & 335544064) === r ? 10262 : 10256;
        if (
          ((n.subtreeFlags & a) !== 0 || (n.flags & a) !== 0
            ? (xd = 5)
            : ((xd = 0), (Cd = Sd = null), ff(t, t.pendingLanes)),
          (a = t.pendingLanes),
          a === 0 && (bd = null),
          I(r),
          (n = n.stateNode),
          et && typeof et.onCommitFiberRoot == `function`)
        )
          try {
            et.onCommitFiberRoot($e, n, void 0, (n.current.flags & 128) == 128);
          } catch {}
        if (i !== null) {
          ((n = j.T), (a = M.p), (M.p = 2), (j.T = null));
          try {
            for (var o = t.onRecoverableError, s = 0; s < i.length; s++) {
              var c = i[s];
              o(c.value, { componentStack: c.stack });
            }
          } finally {
            ((j.T = n), (M.p = a));
          }
        }
        if (
          ((i = kd),
          (o = Ad),
          (Ad = null),
          i !== null && ((kd = null), o === null && (o = []), e !== null))
        )
          for (c = 0; c < i.length; c++)
            ((n = (0, i[c])(o)), n !== void 0 && e.finished.finally(n));
        (wd & 3 && pf(),
          Of(t),
          (a = t.pendingLanes),
          r & 261930 && a & 42 ? (t === Md ? jd++ : ((jd = 0), (Md = t))) : ((jd = 0), (Md = null)),
          kf(0, !1));
      }
    }
    function ff(e, t) {
      (e.pooledCacheLanes &= t) === 0 &&
        ((t = e.pooledCache), t != null && ((e.pooledCache = null), Ma(t)));
    }
    function pf() {
      return (Od !== null && (Od.skipTransition(), (Od = null)), lf(), uf(), df(), mf());
    }
    function mf() {
      if (xd !== 5) return !1;
      var e = Sd,
        t = Td;
      Td = 0;
      var n = I(wd),
        r = j.T,
        a = M.p;
      try {
        ((M.p = 32 > n ? 32 : n), (j.T = null), (n = Ed), (Ed = null));
        var o = Sd,
          s = wd;
        if (((xd = 0), (Cd = Sd = null), (wd = 0), G & 6)) throw Error(i(331));
        var c = G;
        if (
          ((G |= 4),
          Xu(o.current),
          Hu(o, o.current, s, n),
          (G = c),
          kf(0, !1),
          et && typeof et.onPostCommitFiberRoot == `function`)
        )
          try {
            et.onPostCommitFiberRoot($e, o);
          } catch {}
        return !0;
      } finally {
        ((M.p = a), (j.T = r), ff(e, t));
      }
    }
    function hf(e, t, n) {
      ((t = Vi(n, t)),
        (t = Oc(e.stateNode, t, 2)),
        (e = _o(e, t, 2)),
        e !== null && (ht(e, 2), Of(e)));
    }
    function Y(e, t, n) {
      if (e.tag === 3) hf(e, e, n);
      else
        for (; t !== null; ) {
          if (t.tag === 3) {
            hf(t, e, n);
            break;
          }
          if (t.tag === 1) {
            var r = t.stateNode;
            if (
              typeof t.type.getDerivedStateFromError == `function` ||
              (typeof r.componentDidCatch == `function` && (bd === null || !bd.has(r)))
            ) {
              ((e = Vi(n, e)),
                (n = kc(2)),
                (r = _o(t, n, 2)),
                r !== null && (Ac(n, r, t, e), ht(r, 2), Of(r)));
              break;
            }
          }
          t = t.return;
        }
    }
    function gf(e, t, n) {
      var r = e.pingCache;
      if (r === null) {
        r = e.pingCache = new ed();
        var i = new Set();
        r.set(t, i);
      } else ((i = r.get(t)), i === void 0 && ((i = new Set()), r.set(t, i)));
      i.has(n) || ((ad = !0), i.add(n), (e = _f.bind(null, e, t, n)), t.then(e, e));
    }
    function _f(e, t, n) {
      var r = e.pingCache;
      (r !== null && r.delete(t),
        (e.pingedLanes |= e.suspendedLanes & n),
        (e.warmLanes &= ~n),
        td === e &&
          (q & n) === n &&
          (sd === 4 || (sd === 3 && (q & 62914560) === q && 300 > Ge() - gd)
            ? G & 2
              ? (ud |= n)
              : Ud(e, 0)
            : (ud |= n),
          fd === q && (fd = 0)),
        Of(e));
    }
    function vf(e, t) {
      (t === 0 && (t = pt()), (e = Ei(e, t)), e !== null && (ht(e, t), Of(e)));
    }
    function yf(e) {
      var t = e.memoizedState,
        n = 0;
      (t !== null && (n = t.retryLane), vf(e, n));
    }
    function bf(e, t) {
      var n = 0;
      switch (e.tag) {
        case 31:
        case 13:
          var r = e.stateNode,
            a = e.memoizedState;
          a !== null && (n = a.retryLane);
          break;
        case 19:
          r = e.stateNode;
          break;
        case 22:
          r = e.stateNode._retryCache;
          break;
        default:
          throw Error(i(314));
      }
      (r !== null && r.delete(t), vf(e, n));
    }
    function xf(e, t) {
      return Ve(e, t);
    }
    var Sf = null,
      Cf = null,
      wf = !1,
      Tf = !1,
      Ef = !1,
      Df = 0;
    function Of(e) {
      (e !== Cf && e.next === null && (Cf === null ? (Sf = Cf = e) : (Cf = Cf.next = e)),
        (Tf = !0),
        wf || ((wf = !0), Ff()));
    }
    function kf(e, t) {
      if (!Ef && Tf) {
        Ef = !0;
        do
          for (var n = !1, r = Sf; r !== null; ) {
            if (!t) {
              if (e !== 0) {
                var i = r.pendingLanes;
                if (i === 0) var a = 0;
                else {
                  var o = r.suspendedLanes,
                    s = r.pingedLanes;
                  ((a = (1 << (31 - nt(42 | e) + 1)) - 1),
                    (a &= i & ~(o & ~s)),
                    (a = a & 201326741 ? (a & 201326741) | 1 : a ? a | 2 : 0));
                }
                a !== 0 && ((n = !0), Pf(r, a));
              } else
                ((a = q),
                  (a = ut(
                    r,
                    r === td ? a : 0,
                    r.cancelPendingCommit !== null || r.timeoutHandle !== -1,
                  )),
                  !(a & 3) || dt(r, a) || ((n = !0), Pf(r, a)));
            }
            r = r.next;
          }
        while (n);
        Ef = !1;
      }
    }
    function Af() {
      jf();
    }
    function jf() {
      Tf = wf = !1;
      var e = 0;
      Df !== 0 && vp() && (e = Df);
      for (var t = Ge(), n = null, r = Sf; r !== null; ) {
        var i = r.next,
          a = Mf(r, t);
        (a === 0
          ? ((r.next = null), n === null ? (Sf = i) : (n.next = i), i === null && (Cf = n))
          : ((n = r), (e !== 0 || a & 3) && (Tf = !0)),
          (r = i));
      }
      ((xd !== 0 && xd !== 5) || kf(e, !1), Df !== 0 && (Df = 0));
    }
    function Mf(e, t) {
      for (
        var n = e.suspendedLanes,
          r = e.pingedLanes,
          i = e.expirationTimes,
          a = e.pendingLanes & -62914561;
        0 < a;

      ) {
        var o = 31 - nt(a),
          s = 1 << o,
          c = i[o];
        (c === -1
          ? ((s & n) === 0 || (s & r) !== 0) && (i[o] = ft(s, t))
          : c <= t && (e.expiredLanes |= s),
          (a &= ~s));
      }
      if (
        ((t = td),
        (n = q),
        (n = ut(e, e === t ? n : 0, e.cancelPendingCommit !== null || e.timeoutHandle !== -1)),
        (r = e.callbackNode),
        n === 0 || (e === t && (J === 2 || J === 9)) || e.cancelPendingCommit !== null)
      )
        return (
          r !== null && r !== null && He(r),
          (e.callbackNode = null),
          (e.callbackPriority = 0)
        );
      if (!(n & 3) || dt(e, n)) {
        if (((t = n & -n), t === e.callbackPriority)) return t;
        switch ((r !== null && He(r), I(n))) {
          case 2:
          case 8:
            n = Je;
            break;
          case 32:
            n = Ye;
            break;
          case 268435456:
            n = Ze;
            break;
          default:
            n = Ye;
        }
        return (
          (r = Nf.bind(null, e)),
          (n = Ve(n, r)),
          (e.callbackPriority = t),
          (e.callbackNode = n),
          t
        );
      }
      return (
        r !== null && r !== null && He(r),
        (e.callbackPriority = 2),
        (e.callbackNode = null),
        2
      );
    }
    function Nf(e, t) {
      if (xd !== 0 && xd !== 5) return ((e.callbackNode = null), (e.callbackPriority = 0), null);
      var n = e.callbackNode;
      if (pf() && e.callbackNode !== n) return null;
      var r = q;
      return (
        (r = ut(e, e === td ? r : 0, e.cancelPendingCommit !== null || e.timeoutHandle !== -1)),
        r === 0
          ? null
          : (Ld(e, r, t),
            Mf(e, Ge()),
            e.callbackNode != null && e.callbackNode === n ? Nf.bind(null, e) : null)
      );
    }
    function Pf(e, t) {
      if (pf()) return null;
      Ld(e, t, !0);
    }
    function Ff() {
      Cp(function () {
        G & 6 ? Ve(qe, Af) : jf();
      });
    }
    function If() {
      if (Df === 0) {
        var e = Ra;
        (e === 0 && ((e = ot), (ot <<= 1), !(ot & 261888) && (ot = 256)), (Df = e));
      }
      return Df;
    }
    function Lf(e) {
      return e == null || typeof e == `symbol` || typeof e == `boolean`
        ? null
        : typeof e == `function`
          ? e
          : _n(e);
    }
    function Rf(e, t, n, r, i) {
      if (t === `submit` && n && n.stateNode === i) {
        var a = Lf((i[Ct] || null).action),
          o = r.submitter;
        o &&
          ((t = (t = o[Ct] || null) ? Lf(t.formAction) : o.getAttribute(`formAction`)),
          t !== null && ((a = t), (o = null)));
        var s = new Rn(`action`, `action`, null, r, i);
        e.push({
          event: s,
          listeners: [
            {
              instance: null,
              listener: function () {
                if (r.defaultPrevented) {
                  if (Df !== 0) {
                    var e = new FormData(i, o);
                    ec(n, { pending: !0, data: e, method: i.method, action: a }, null, e);
                  }
                } else
                  typeof a == `function` &&
                    (s.preventDefault(),
                    (e = new FormData(i, o)),
                    ec(n, { pending: !0, data: e, method: i.method, action: a }, a, e));
              },
              currentTarget: i,
            },
          ],
        });
      }
    }
    for (var zf = 0; zf < pi.length; zf++) {
      var Bf = pi[zf];
      mi(Bf.toLowerCase(), `on` + (Bf[0].toUpperCase() + Bf.slice(1)));
    }
    (mi(ai, `onAnimationEnd`),
      mi(oi, `onAnimationIteration`),
      mi(si, `onAnimationStart`),
      mi(`dblclick`, `onDoubleClick`),
      mi(`focusin`, `onFocus`),
      mi(`focusout`, `onBlur`),
      mi(ci, `onTransitionRun`),
      mi(li, `onTransitionStart`),
      mi(ui, `onTransitionCancel`),
      mi(di, `onTransitionEnd`),
      Vt(`onMouseEnter`, [`mouseout`, `mouseover`]),
      Vt(`onMouseLeave`, [`mouseout`, `mouseover`]),
      Vt(`onPointerEnter`, [`pointerout`, `pointerover`]),
      Vt(`onPointerLeave`, [`pointerout`, `pointerover`]),
      Bt(
        `onChange`,
        `change click focusin focusout input keydown keyup selectionchange`.split(` `),
      ),
      Bt(
        `onSelect`,
        `focusout contextmenu dragend focusin keydown keyup mousedown mouseup selectionchange`.split(
          ` `,
        ),
      ),
      Bt(`onBeforeInput`, [`compositionend`, `keypress`, `textInput`, `paste`]),
      Bt(`onCompositionEnd`, `compositionend focusout keydown keypress keyup mousedown`.split(` `)),
      Bt(
        `onCompositionStart`,
        `compositionstart focusout keydown keypress keyup mousedown`.split(` `),
      ),
      Bt(
        `onCompositionUpdate`,
        `compositionupdate focusout keydown keypress keyup mousedown`.split(` `),
      ));
    var Vf =
        `abort canplay canplaythrough durationchange emptied encrypted ended error loadeddata loadedmetadata loadstart pause play playing progress ratechange resize seeked seeking stalled suspend timeupdate volumechange waiting`.split(
          ` `,
        ),
      Hf = new Set(
        `beforetoggle cancel close invalid load scroll scrollend toggle`.split(` `).concat(Vf),
      );
    function Uf(e, t) {
      t = !!(t & 4);
      for (var n = 0; n < e.length; n++) {
        var r = e[n],
          i = r.event;
        r = r.listeners;
        a: {
          var a = void 0;
          if (t)
            for (var o = r.length - 1; 0 <= o; o--) {
              var s = r[o],
                c = s.instance,
                l = s.currentTarget;
              if (((s = s.listener), c !== a && i.isPropagationStopped())) break a;
              ((a = s), (i.currentTarget = l));
              try {
                a(i);
              } catch (e) {
                yi(e);
              }
              ((i.currentTarget = null), (a = c));
            }
          else
            for (o = 0; o < r.length; o++) {
              if (
                ((s = r[o]),
                (c = s.instance),
                (l = s.currentTarget),
                (s = s.listener),
                c !== a && i.isPropagationStopped())
              )
                break a;
              ((a = s), (i.currentTarget = l));
              try {
                a(i);
              } catch (e) {
                yi(e);
              }
              ((i.currentTarget = null), (a = c));
            }
        }
      }
    }
    function X(e, t) {
      var n = t[Tt];
      n === void 0 && (n = t[Tt] = new Set());
      var r = e + `__bubble`;
      n.has(r) || (qf(t, e, 2, !1), n.add(r));
    }
    function Wf(e, t, n) {
      var r = 0;
      (t && (r |= 4), qf(n, e, r, t));
    }
    var Gf = `_reactListening` + Math.random().toString(36).slice(2);
    function Kf(e) {
      if (!e[Gf]) {
        ((e[Gf] = !0),
          Rt.forEach(function (t) {
            t !== `selectionchange` && (Hf.has(t) || Wf(t, !1, e), Wf(t, !0, e));
          }));
        var t = e.nodeType === 9 ? e : e.ownerDocument;
        t === null || t[Gf] || ((t[Gf] = !0), Wf(`selectionchange`, !1, t));
      }
    }
    function qf(e, t, n, r) {
      switch (wh(t)) {
        case 2:
          var i = vh;
          break;
        case 8:
          i = yh;
          break;
        default:
          i = bh;
      }
      ((n = i.bind(null, t, n, e)),
        (i = void 0),
        !On || (t !== `touchstart` && t !== `touchmove` && t !== `wheel`) || (i = !0),
        r
          ? i === void 0
            ? e.addEventListener(t, n, !0)
            : e.addEventListener(t, n, { capture: !0, passive: i })
          : i === void 0
            ? e.addEventListener(t, n, !1)
            : e.addEventListener(t, n, { passive: i }));
    }
    function Jf(e, t, n, r, i) {
      var a = r;
      if (!(t & 1) && !(t & 2) && r !== null)
        a: for (;;) {
          if (r === null) return;
          var s = r.tag;
          if (s === 3 || s === 4) {
            var c = r.stateNode.containerInfo;
            if (c === i) break;
            if (s === 4)
              for (s = r.return; s !== null; ) {
                var l = s.tag;
                if ((l === 3 || l === 4) && s.stateNode.containerInfo === i) return;
                s = s.return;
              }
            for (; c !== null; ) {
              if (((s = Mt(c)), s === null)) return;
              if (((l = s.tag), l === 5 || l === 6 || l === 26 || l === 27)) {
                r = a = s;
                continue a;
              }
              c = c.parentNode;
            }
          }
          r = r.return;
        }
      Tn(function () {
        var r = a,
          i = bn(n),
          s = [];
        a: {
          var c = fi.get(e);
          if (c !== void 0) {
            var l = Rn,
              u = e;
            switch (e) {
              case `keypress`:
                if (Pn(n) === 0) break a;
              case `keydown`:
              case `keyup`:
                l = nr;
                break;
              case `focusin`:
                ((u = `focus`), (l = qn));
                break;
              case `focusout`:
                ((u = `blur`), (l = qn));
                break;
              case `beforeblur`:
              case `afterblur`:
                l = qn;
                break;
              case `click`:
                if (n.button === 2) break a;
              case `auxclick`:
              case `dblclick`:
              case `mousedown`:
              case `mousemove`:
              case `mouseup`:
              case `mouseout`:
              case `mouseover`:
              case `contextmenu`:
                l = Gn;
                break;
              case `drag`:
              case `dragend`:
              case `dragenter`:
              case `dragexit`:
              case `dragleave`:
              case `dragover`:
              case `dragstart`:
              case `drop`:
                l = Kn;
                break;
              case `touchcancel`:
              case `touchend`:
              case `touchmove`:
              case `touchstart`:
                l = ar;
                break;
              case ai:
              case oi:
              case si:
                l = Jn;
                break;
              case di:
                l = or;
                break;
              case `scroll`:
              case `scrollend`:
                l = Bn;
                break;
              case `wheel`:
                l = sr;
                break;
              case `copy`:
              case `cut`:
              case `paste`:
                l = Yn;
                break;
              case `gotpointercapture`:
              case `lostpointercapture`:
              case `pointercancel`:
              case `pointerdown`:
              case `pointermove`:
              case `pointerout`:
              case `pointerover`:
              case `pointerup`:
                l = rr;
                break;
              case `submit`:
                l = ir;
                break;
              case `toggle`:
              case `beforetoggle`:
                l = cr;
            }
            var d = !!(t & 4),
              f = !d && (e === `scroll` || e === `scrollend`),
              p = d ? (c === null ? null : c + `Capture`) : c;
            d = [];
            for (var m = r, h; m !== null; ) {
              var g = m;
              if (
                ((h = g.stateNode),
                (g = g.tag),
                (g !== 5 && g !== 26 && g !== 27) ||
                  h === null ||
                  p === null ||
                  ((g = En(m, p)), g != null && d.push(Yf(m, g, h))),
                f)
              )
                break;
              m = m.return;
            }
            0 < d.length && ((c = new l(c, u, null, n, i)), s.push({ event: c, listeners: d }));
          }
        }
        if (!(t & 7)) {
          a: {
            if (
              ((l = e === `mouseover` || e === `pointerover`),
              (c = e === `mouseout` || e === `pointerout`),
              l && n !== yn && (u = n.relatedTarget || n.fromElement) && (Mt(u) || u[wt]))
            )
              break a;
            (c || l) &&
              ((u =
                i.window === i
                  ? i
                  : (l = i.ownerDocument)
                    ? l.defaultView || l.parentWindow
                    : window),
              c
                ? ((l = n.relatedTarget || n.toElement),
                  (c = r),
                  (l = l ? Mt(l) : null),
                  l !== null &&
                    ((f = o(l)), (d = l.tag), l !== f || (d !== 5 && d !== 27 && d !== 6)) &&
                    (l = null))
                : ((c = null), (l = r)),
              c !== l &&
                ((d = Gn),
                (g = `onMouseLeave`),
                (p = `onMouseEnter`),
                (m = `mouse`),
                (e === `pointerout` || e === `pointerover`) &&
                  ((d = rr), (g = `onPointerLeave`), (p = `onPointerEnter`), (m = `pointer`)),
                (f = c == null ? u : Pt(c)),
                (h = l == null ? u : Pt(l)),
                (u = new d(g, m + `leave`, c, n, i)),
                (u.target = f),
                (u.relatedTarget = h),
                (g = null),
                Mt(i) === r &&
                  ((d = new d(p, m + `enter`, l, n, i)),
                  (d.target = h),
                  (d.relatedTarget = f),
                  (g = d)),
                (f = g),
                (d = c && l ? C(c, l, Zf) : null),
                c !== null && Qf(s, u, c, d, !1),
                l !== null && f !== null && Qf(s, f, l, d, !0)));
          }
          a: {
            if (
              ((c = r ? Pt(r) : window),
              (l = c.nodeName && c.nodeName.toLowerCase()),
              l === `select` || (l === `input` && c.type === `file`))
            )
              var _ = Or;
            else if (Sr(c)) {
              if (kr) _ = Rr;
              else {
                _ = Ir;
                var v = Fr;
              }
            } else
              ((l = c.nodeName),
                !l || l.toLowerCase() !== `input` || (c.type !== `checkbox` && c.type !== `radio`)
                  ? r && mn(r.elementType) && (_ = Or)
                  : (_ = Lr));
            if ((_ &&= _(e, r))) {
              Cr(s, _, n, i);
              break a;
            }
            v && v(e, c, r);
          }
          switch (((v = r ? Pt(r) : window), e)) {
            case `focusin`:
              (Sr(v) || v.contentEditable === `true`) && ((Yr = v), (Xr = r), (Zr = null));
              break;
            case `focusout`:
              Zr = Xr = Yr = null;
              break;
            case `mousedown`:
              Qr = !0;
              break;
            case `contextmenu`:
            case `mouseup`:
            case `dragend`:
              ((Qr = !1), $r(s, n, i));
              break;
            case `selectionchange`:
              if (Jr) break;
            case `keydown`:
            case `keyup`:
              $r(s, n, i);
          }
          var y;
          if (ur)
            b: {
              switch (e) {
                case `compositionstart`:
                  var b = `onCompositionStart`;
                  break b;
                case `compositionend`:
                  b = `onCompositionEnd`;
                  break b;
                case `compositionupdate`:
                  b = `onCompositionUpdate`;
                  break b;
              }
              b = void 0;
            }
          else
            vr
              ? gr(e, n) && (b = `onCompositionEnd`)
              : e === `keydown` && n.keyCode === 229 && (b = `onCompositionStart`);
          (b &&
            (pr &&
              n.locale !== `ko` &&
              (vr || b !== `onCompositionStart`
                ? b === `onCompositionEnd` && vr && (y = Nn())
                : ((An = i), (jn = `value` in An ? An.value : An.textContent), (vr = !0))),
            (v = Xf(r, b)),
            0 < v.length &&
              ((b = new Xn(b, e, null, n, i)),
              s.push({ event: b, listeners: v }),
              y ? (b.data = y) : ((y = _r(n)), y !== null && (b.data = y)))),
            (y = fr ? yr(e, n) : br(e, n)) &&
              ((b = Xf(r, `onBeforeInput`)),
              0 < b.length &&
                ((v = new Xn(`onBeforeInput`, `beforeinput`, null, n, i)),
                s.push({ event: v, listeners: b }),
                (v.data = y))),
            Rf(s, e, r, n, i));
        }
        Uf(s, t);
      });
    }
    function Yf(e, t, n) {
      return { instance: e, listener: t, currentTarget: n };
    }
    function Xf(e, t) {
      for (var n = t + `Capture`, r = []; e !== null; ) {
        var i = e,
          a = i.stateNode;
        if (
          ((i = i.tag),
          (i !== 5 && i !== 26 && i !== 27) ||
            a === null ||
            ((i = En(e, n)),
            i != null && r.unshift(Yf(e, i, a)),
            (i = En(e, t)),
            i != null && r.push(Yf(e, i, a))),
          e.tag === 3)
        )
          return r;
        e = e.return;
      }
      return [];
    }
    function Zf(e) {
      if (e === null) return null;
      do e = e.return;
      while (e && e.tag !== 5 && e.tag !== 27);
      return e || null;
    }
    function Qf(e, t, n, r, i) {
      for (var a = t._reactName, o = []; n !== null && n !== r; ) {
        var s = n,
          c = s.alternate,
          l = s.stateNode;
        if (((s = s.tag), c !== null && c === r)) break;
        ((s !== 5 && s !== 26 && s !== 27) ||
          l === null ||
          ((c = l),
          i
            ? ((l = En(n, a)), l != null && o.unshift(Yf(n, l, c)))
            : i || ((l = En(n, a)), l != null && o.push(Yf(n, l, c)))),
          (n = n.return));
      }
      o.length !== 0 && e.push({ event: t, listeners: o });
    }
    var $f = /\r\n?/g,
      ep = /\u0000|\uFFFD/g;
    function tp(e) {
      return (typeof e == `string` ? e : `` + e)
        .replace(
          $f,
          `
`,
        )
        .replace(ep, ``);
    }
    function np(e, t) {
      return ((t = tp(t)), tp(e) === t);
    }
    function rp(e, t, n, r, a, o) {
      switch (n) {
        case `children`:
          if (typeof r == `string`) t === `body` || (t === `textarea` && r === ``) || un(e, r);
          else if (typeof r == `number` || typeof r == `bigint`) t !== `body` && un(e, `` + r);
          else return;
          break;
        case `className`:
          Jt(e, `class`, r);
          break;
        case `tabIndex`:
          Jt(e, `tabindex`, r);
          break;
        case `dir`:
        case `role`:
        case `viewBox`:
        case `width`:
        case `height`:
          Jt(e, n, r);
          break;
        case `style`:
          pn(e, r, o);
          return;
        case `data`:
          if (t !== `object`) {
            Jt(e, `data`, r);
            break;
          }
        case `src`:
        case `href`:
          if (
            (r === `` && (t !== `a` || n !== `href`)) ||
            r == null ||
            typeof r == `function` ||
            typeof r == `symbol` ||
            typeof r == `boolean`
          ) {
            e.removeAttribute(n);
            break;
          }
          ((r = _n(r)), e.setAttribute(n, r));
          break;
        case `action`:
        case `formAction`:
          if (typeof r == `function`) {
            e.setAttribute(
              n,
              `javascript:throw new Error('A React form was unexpectedly submitted. If you called form.submit() manually, consider using form.requestSubmit() instead. If you\\'re trying to use event.stopPropagation() in a submit event handler, consider also calling event.preventDefault().')`,
            );
            break;
          }
          if (
            (typeof o == `function` &&
              (n === `formAction`
                ? (t !== `input` && rp(e, t, `name`, a.name, a, null),
                  rp(e, t, `formEncType`, a.formEncType, a, null),
                  rp(e, t, `formMethod`, a.formMethod, a, null),
                  rp(e, t, `formTarget`, a.formTarget, a, null))
                : (rp(e, t, `encType`, a.encType, a, null),
                  rp(e, t, `method`, a.method, a, null),
                  rp(e, t, `target`, a.target, a, null))),
            r == null || typeof r == `symbol` || typeof r == `boolean`)
          ) {
            e.removeAttribute(n);
            break;
          }
          ((r = _n(r)), e.setAttribute(n, r));
          break;
        case `onClick`:
          r != null && (e.onclick = vn);
          return;
        case `onScroll`:
          r != null && X(`scroll`, e);
          return;
        case `onScrollEnd`:
          r != null && X(`scrollend`, e);
          return;
        case `dangerouslySetInnerHTML`:
          if (r != null) {
            if (typeof r != `object` || !(`__html` in r)) throw Error(i(61));
            if (((n = r.__html), n != null)) {
              if (a.children != null) throw Error(i(60));
              o?.__html !== n && (e.innerHTML = n);
            }
          }
          break;
        case `multiple`:
          e.multiple = r && typeof r != `function` && typeof r != `symbol`;
          break;
        case `muted`:
          e.muted = r && typeof r != `function` && typeof r != `symbol`;
          break;
        case `suppressContentEditableWarning`:
        case `suppressHydrationWarning`:
        case `defaultValue`:
        case `defaultChecked`:
        case `innerHTML`:
        case `ref`:
          break;
        case `autoFocus`:
          break;
        case `xlinkHref`:
          if (
            r == null ||
            typeof r == `function` ||
            typeof r == `boolean` ||
            typeof r == `symbol`
          ) {
            e.removeAttribute(`xlink:href`);
            break;
          }
          ((n = _n(r)), e.setAttributeNS(`http://www.w3.org/1999/xlink`, `xlink:href`, n));
          break;
        case `contentEditable`:
        case `spellCheck`:
        case `draggable`:
        case `value`:
        case `autoReverse`:
        case `externalResourcesRequired`:
        case `focusable`:
        case `preserveAlpha`:
          r != null && typeof r != `function` && typeof r != `symbol`
            ? e.setAttribute(n, r)
            : e.removeAttribute(n);
          break;
        case `inert`:
        case `allowFullScreen`:
        case `async`:
        case `autoPlay`:
        case `controls`:
        case `credentialless`:
        case `default`:
        case `defer`:
        case `disabled`:
        case `disablePictureInPicture`:
        case `disableRemotePlayback`:
        case `formNoValidate`:
        case `hidden`:
        case `loop`:
        case `noModule`:
        case `noValidate`:
        case `open`:
        case `playsInline`:
        case `readOnly`:
        case `required`:
        case `reversed`:
        case `scoped`:
        case `seamless`:
        case `itemScope`:
          r && typeof r != `function` && typeof r != `symbol`
            ? e.setAttribute(n, ``)
            : e.removeAttribute(n);
          break;
        case `capture`:
        case `download`:
          !0 === r
            ? e.setAttribute(n, ``)
            : !1 !== r && r != null && typeof r != `function` && typeof r != `symbol`
              ? e.setAttribute(n, r)
              : e.removeAttribute(n);
          break;
        case `cols`:
        case `rows`:
        case `size`:
        case `span`:
          r != null && typeof r != `function` && typeof r != `symbol` && !isNaN(r) && 1 <= r
            ? e.setAttribute(n, r)
            : e.removeAttribute(n);
          break;
        case `rowSpan`:
        case `start`:
          r == null || typeof r == `function` || typeof r == `symbol` || isNaN(r)
            ? e.removeAttribute(n)
            : e.setAttribute(n, r);
          break;
        case `popover`:
          (X(`beforetoggle`, e), X(`toggle`, e), qt(e, `popover`, r));
          break;
        case `xlinkActuate`:
          Yt(e, `http://www.w3.org/1999/xlink`, `xlink:actuate`, r);
          break;
        case `xlinkArcrole`:
          Yt(e, `http://www.w3.org/1999/xlink`, `xlink:arcrole`, r);
          break;
        case `xlinkRole`:
          Yt(e, `http://www.w3.org/1999/xlink`, `xlink:role`, r);
          break;
        case `xlinkShow`:
          Yt(e, `http://www.w3.org/1999/xlink`, `xlink:show`, r);
          break;
        case `xlinkTitle`:
          Yt(e, `http://www.w3.org/1999/xlink`, `xlink:title`, r);
          break;
        case `xlinkType`:
          Yt(e, `http://www.w3.org/1999/xlink`, `xlink:type`, r);
          break;
        case `xmlBase`:
          Yt(e, `http://www.w3.org/XML/1998/namespace`, `xml:base`, r);
          break;
        case `xmlLang`:
          Yt(e, `http://www.w3.org/XML/1998/namespace`, `xml:lang`, r);
          break;
        case `xmlSpace`:
          Yt(e, `http://www.w3.org/XML/1998/namespace`, `xml:space`, r);
          break;
        case `is`:
          qt(e, `is`, r);
          break;
        case `innerText`:
        case `textContent`:
          return;
        default:
          if (!(2 < n.length) || (n[0] !== `o` && n[0] !== `O`) || (n[1] !== `n` && n[1] !== `N`))
            ((n = hn.get(n) || n), qt(e, n, r));
          else return;
      }
      z = !0;
    }
    function ip(e, t, n, r, a, o) {
      switch (n) {
        case `style`:
          pn(e, r, o);
          return;
        case `dangerouslySetInnerHTML`:
          if (r != null) {
            if (typeof r != `object` || !(`__html` in r)) throw Error(i(61));
            if (((n = r.__html), n != null)) {
              if (a.children != null) throw Error(i(60));
              o?.__html !== n && (e.innerHTML = n);
            }
          }
          break;
        case `children`:
          if (typeof r == `string`) un(e, r);
          else if (typeof r == `number` || typeof r == `bigint`) un(e, `` + r);
          else return;
          break;
        case `onScroll`:
          r != null && X(`scroll`, e);
          return;
        case `onScrollEnd`:
          r != null && X(`scrollend`, e);
          return;
        case `onClick`:
          r != null && (e.onclick = vn);
          return;
        case `suppressContentEditableWarning`:
        case `suppressHydrationWarning`:
        case `innerHTML`:
        case `ref`:
          return;
        case `innerText`:
        case `textContent`:
          return;
        default:
          if (!zt.hasOwnProperty(n))
            a: {
              if (
                n[0] === `o` &&
                n[1] === `n` &&
                ((a = n.endsWith(`Capture`)),
                (o = n.slice(2, a ? n.length - 7 : void 0)),
                (t = e[Ct] || null),
                (t = t == null ? null : t[n]),
                typeof t == `function` && e.removeEventListener(o, t, a),
                typeof r == `function`)
              ) {
                (typeof t != `function` &&
                  t !== null &&
                  (n in e ? (e[n] = null) : e.hasAttribute(n) && e.removeAttribute(n)),
                  e.addEventListener(o, r, a));
                break a;
              }
              ((z = !0), n in e ? (e[n] = r) : !0 === r ? e.setAttribute(n, ``) : qt(e, n, r));
            }
          return;
      }
      z = !0;
    }
    function ap(e, t, n) {
      switch (t) {
        case `div`:
        case `span`:
        case `svg`:
        case `path`:
        case `a`:
        case `g`:
        case `p`:
        case `li`:
          break;
        case `img`:
          (X(`error`, e), X(`load`, e));
          var r = !1,
            a = !1,
            o;
          for (o in n)
            if (n.hasOwnProperty(o)) {
              var s = n[o];
              if (s != null)
                switch (o) {
                  case `src`:
                    r = !0;
                    break;
                  case `srcSet`:
                    a = !0;
                    break;
                  case `children`:
                  case `dangerouslySetInnerHTML`:
                    throw Error(i(137, t));
                  default:
                    rp(e, t, o, s, n, null);
                }
            }
          (a && rp(e, t, `srcSet`, n.srcSet, n, null), r && rp(e, t, `src`, n.src, n, null));
          return;
        case `input`:
          X(`invalid`, e);
          var c = (o = s = a = null),
            l = null,
            u = null;
          for (r in n)
            if (n.hasOwnProperty(r)) {
              var d = n[r];
              if (d != null)
                switch (r) {
                  case `name`:
                    a = d;
                    break;
                  case `type`:
                    s = d;
                    break;
                  case `checked`:
                    l = d;
                    break;
                  case `defaultChecked`:
                    u = d;
                    break;
                  case `value`:
                    o = d;
                    break;
                  case `defaultValue`:
                    c = d;
                    break;
                  case `children`:
                  case `dangerouslySetInnerHTML`:
                    if (d != null) throw Error(i(137, t));
                    break;
                  default:
                    rp(e, t, r, d, n, null);
                }
            }
          an(e, o, c, l, u, s, a, !1);
          return;
        case `select`:
          for (a in (X(`invalid`, e), (r = s = o = null), n))
            if (n.hasOwnProperty(a) && ((c = n[a]), c != null))
              switch (a) {
                case `value`:
                  o = c;
                  break;
                case `defaultValue`:
                  s = c;
                  break;
                case `multiple`:
                  r = c;
                default:
                  rp(e, t, a, c, n, null);
              }
          ((t = o),
            (n = s),
            (e.multiple = !!r),
            t == null ? n != null && sn(e, !!r, n, !0) : sn(e, !!r, t, !1));
          return;
        case `textarea`:
          for (s in (X(`invalid`, e), (o = a = r = null), n))
            if (n.hasOwnProperty(s) && ((c = n[s]), c != null))
              switch (s) {
                case `value`:
                  r = c;
                  break;
                case `defaultValue`:
                  a = c;
                  break;
                case `children`:
                  o = c;
                  break;
                case `dangerouslySetInnerHTML`:
                  if (c != null) throw Error(i(91));
                  break;
                default:
                  rp(e, t, s, c, n, null);
              }
          ln(e, r, a, o);
          return;
        case `option`:
          for (l in n)
            if (n.hasOwnProperty(l) && ((r = n[l]), r != null))
              switch (l) {
                case `selected`:
                  e.selected = r && typeof r != `function` && typeof r != `symbol`;
                  break;
                default:
                  rp(e, t, l, r, n, null);
              }
          return;
        case `dialog`:
          (X(`beforetoggle`, e), X(`toggle`, e), X(`cancel`, e), X(`close`, e));
          break;
        case `iframe`:
        case `object`:
          X(`load`, e);
          break;
        case `video`:
        case `audio`:
          for (r = 0; r < Vf.length; r++) X(Vf[r], e);
          break;
        case `image`:
          (X(`error`, e), X(`load`, e));
          break;
        case `details`:
          X(`toggle`, e);
          break;
        case `embed`:
        case `source`:
        case `link`:
          (X(`error`, e), X(`load`, e));
        case `area`:
        case `base`:
        case `br`:
        case `col`:
        case `hr`:
        case `keygen`:
        case `meta`:
        case `param`:
        case `track`:
        case `wbr`:
        case `menuitem`:
          for (u in n)
            if (n.hasOwnProperty(u) && ((r = n[u]), r != null))
              switch (u) {
                case `children`:
                case `dangerouslySetInnerHTML`:
                  throw Error(i(137, t));
                default:
                  rp(e, t, u, r, n, null);
              }
          return;
        default:
          if (mn(t)) {
            for (d in n)
              n.hasOwnProperty(d) && ((r = n[d]), r !== void 0 && ip(e, t, d, r, n, void 0));
            return;
          }
      }
      for (c in n) n.hasOwnProperty(c) && ((r = n[c]), r != null && rp(e, t, c, r, n, null));
    }
    var op = {};
    function sp(e, t, n, r) {
      switch (t) {
        case `div`:
        case `span`:
        case `svg`:
        case `path`:
        case `a`:
        case `g`:
        case `p`:
        case `li`:
          break;
        case `input`:
          var a = null,
            o = null,
            s = null,
            c = null,
            l = null,
            u = null,
            d = null;
          for (m in n) {
            var f = n[m];
            if (n.hasOwnProperty(m) && f != null)
              switch (m) {
                case `checked`:
                  break;
                case `value`:
                  break;
                case `defaultValue`:
                  l = f;
                default:
                  r.hasOwnProperty(m) || rp(e, t, m, null, r, f);
              }
          }
          for (var p in r) {
            var m = r[p];
            if (((f = n[p]), r.hasOwnProperty(p) && (m != null || f != null)))
              switch (p) {
                case `type`:
                  (m !== f && (z = !0), (o = m));
                  break;
                case `name`:
                  (m !== f && (z = !0), (a = m));
                  break;
                case `checked`:
                  (m !== f && (z = !0), (u = m));
                  break;
                case `defaultChecked`:
                  (m !== f && (z = !0), (d = m));
                  break;
                case `value`:
                  (m !== f && (z = !0), (s = m));
                  break;
                case `defaultValue`:
                  (m !== f && (z = !0), (c = m));
                  break;
                case `children`:
                case `dangerouslySetInnerHTML`:
                  if (m != null) throw Error(i(137, t));
                  break;
                default:
                  m !== f && rp(e, t, p, m, r, f);
              }
          }
          rn(e, s, c, l, u, d, o, a);
          return;
        case `select`:
          for (o in ((m = s = c = p = null), n))
            if (((l = n[o]), n.hasOwnProperty(o) && l != null))
              switch (o) {
                case `value`:
                  break;
                case `multiple`:
                  m = l;
                default:
                  r.hasOwnProperty(o) || rp(e, t, o, null, r, l);
              }
          for (a in r)
            if (((o = r[a]), (l = n[a]), r.hasOwnProperty(a) && (o != null || l != null)))
              switch (a) {
                case `value`:
                  (o !== l && (z = !0), (p = o));
                  break;
                case `defaultValue`:
                  (o !== l && (z = !0), (c = o));
                  break;
                case `multiple`:
                  (o !== l && (z = !0), (s = o));
                default:
                  o !== l && rp(e, t, a, o, r, l);
              }
          ((t = c),
            (n = s),
            (r = m),
            p == null
              ? !!r != !!n && (t == null ? sn(e, !!n, n ? [] : ``, !1) : sn(e, !!n, t, !0))
              : sn(e, !!n, p, !1));
          return;
        case `textarea`:
          for (c in ((m = p = null), n))
            if (((a = n[c]), n.hasOwnProperty(c) && a != null && !r.hasOwnProperty(c)))
              switch (c) {
                case `value`:
                  break;
                case `children`:
                  break;
                default:
                  rp(e, t, c, null, r, a);
              }
          for (s in r)
            if (((a = r[s]), (o = n[s]), r.hasOwnProperty(s) && (a != null || o != null)))
              switch (s) {
                case `value`:
                  (a !== o && (z = !0), (p = a));
                  break;
                case `defaultValue`:
                  (a !== o && (z = !0), (m = a));
                  break;
                case `children`:
                  break;
                case `dangerouslySetInnerHTML`:
                  if (a != null) throw Error(i(91));
                  break;
                default:
                  a !== o && rp(e, t, s, a, r, o);
              }
          cn(e, p, m);
          return;
        case `option`:
          for (var h in n)
            if (((p = n[h]), n.hasOwnProperty(h) && p != null && !r.hasOwnProperty(h)))
              switch (h) {
                case `selected`:
                  e.selected = !1;
                  break;
                default:
                  rp(e, t, h, null, r, p);
              }
          for (l in r)
            if (
              ((p = r[l]), (m = n[l]), r.hasOwnProperty(l) && p !== m && (p != null || m != null))
            )
              switch (l) {
                case `selected`:
                  (p !== m && (z = !0),
                    (e.selected = p && typeof p != `function` && typeof p != `symbol`));
                  break;
                default:
                  rp(e, t, l, p, r, m);
              }
          return;
        case `img`:
        case `link`:
        case `area`:
        case `base`:
        case `br`:
        case `col`:
        case `embed`:
        case `hr`:
        case `keygen`:
        case `meta`:
        case `param`:
        case `source`:
        case `track`:
        case `wbr`:
        case `menuitem`:
          for (var g in n)
            ((p = n[g]),
              n.hasOwnProperty(g) && p != null && !r.hasOwnProperty(g) && rp(e, t, g, null, r, p));
          for (u in r)
            if (
              ((p = r[u]), (m = n[u]), r.hasOwnProperty(u) && p !== m && (p != null || m != null))
            )
              switch (u) {
                case `children`:
                case `dangerouslySetInnerHTML`:
                  if (p != null) throw Error(i(137, t));
                  break;
                default:
                  rp(e, t, u, p, r, m);
              }
          return;
        default:
          if (mn(t)) {
            for (var _ in n)
              ((p = n[_]),
                n.hasOwnProperty(_) &&
                  p !== void 0 &&
                  !r.hasOwnProperty(_) &&
                  ip(e, t, _, void 0, r, p));
            for (d in r)
              ((p = r[d]),
                (m = n[d]),
                !r.hasOwnProperty(d) ||
                  p === m ||
                  (p === void 0 && m === void 0) ||
                  ip(e, t, d, p, r, m));
            return;
          }
      }
      for (var v in n)
        ((p = n[v]),
          n.hasOwnProperty(v) && p != null && !r.hasOwnProperty(v) && rp(e, t, v, null, r, p));
      for (f in r)
        ((p = r[f]),
          (m = n[f]),
          !r.hasOwnProperty(f) || p === m || (p == null && m == null) || rp(e, t, f, p, r, m));
    }
    function cp(e) {
      switch (e) {
        case `css`:
        case `script`:
        case `font`:
        case `img`:
        case `image`:
        case `input`:
        case `link`:
          return !0;
        default:
          return !1;
      }
    }
    function lp() {
      if (typeof performance.getEntriesByType == `function`) {
        for (
          var e = 0, t = 0, n = performance.getEntriesByType(`resource`), r = 0;
          r < n.length;
          r++
        ) {
          var i = n[r],
            a = i.transferSize,
            o = i.initiatorType,
            s = i.duration;
          if (a && s && cp(o)) {
            for (o = 0, s = i.responseEnd, r += 1; r < n.length; r++) {
              var c = n[r],
                l = c.startTime;
              if (l > s) break;
              var u = c.transferSize,
                d = c.initiatorType;
              u && cp(d) && ((c = c.responseEnd), (o += u * (c < s ? 1 : (s - l) / (c - l))));
            }
            if ((--r, (t += (8 * (a + o)) / (i.duration / 1e3)), e++, 10 < e)) break;
          }
        }
        if (0 < e) return t / e / 1e6;
      }
      return navigator.connection && ((e = navigator.connection.downlink), typeof e == `number`)
        ? e
        : 5;
    }
    var up = null,
      dp = null;
    function fp(e) {
      return e.nodeType === 9 ? e : e.ownerDocument;
    }
    function pp(e) {
      switch (e) {
        case `http://www.w3.org/2000/svg`:
          return 1;
        case `http://www.w3.org/1998/Math/MathML`:
          return 2;
        default:
          return 0;
      }
    }
    function mp(e, t) {
      if (e === 0)
        switch (t) {
          case `svg`:
            return 1;
          case `math`:
            return 2;
          default:
            return 0;
        }
      return e === 1 && t === `foreignObject` ? 0 : e;
    }
    function hp(e, t, n, r) {
      return ((n = fp(n).createElement(e)), (n[St] = r), (n[Ct] = t), ap(n, e, t), It(n), n);
    }
    function gp(e, t) {
      return (
        e === `textarea` ||
        e === `noscript` ||
        typeof t.children == `string` ||
        typeof t.children == `number` ||
        typeof t.children == `bigint` ||
        (typeof t.dangerouslySetInnerHTML == `object` &&
          t.dangerouslySetInnerHTML !== null &&
          t.dangerouslySetInnerHTML.__html != null)
      );
    }
    var _p = null;
    function vp() {
      var e = window.event;
      return e && e.type === `popstate` ? e !== _p && ((_p = e), !0) : ((_p = null), !1);
    }
    var yp = typeof setTimeout == `function` ? setTimeout : void 0,
      bp = typeof clearTimeout == `function` ? clearTimeout : void 0,
      xp = typeof Promise == `function` ? Promise : void 0,
      Sp = typeof requestAnimationFrame == `function` ? requestAnimationFrame : yp,
      Cp =
        typeof queueMicrotask == `function`
          ? queueMicrotask
          : xp === void 0
            ? yp
            : function (e) {
                return xp.resolve(null).then(e).catch(wp);
              };
    function wp(e) {
      setTimeout(function () {
        throw e;
      });
    }
    function Tp(e) {
      return e === `head`;
    }
    function Ep(e, t) {
      var n = t,
        r = 0;
      do {
        var i = n.nextSibling;
        if ((e.removeChild(n), i && i.nodeType === 8)) {
          if (((n = i.data), n === `/$` || n === `/&`)) {
            if (r === 0) {
              (e.removeChild(i), Uh(t));
              return;
            }
            r--;
          } else if (n === `$` || n === `$?` || n === `$~` || n === `$!` || n === `&`) r++;
          else if (n === `html`) ym(e.ownerDocument.documentElement);
          else if (n === `head`) {
            ((n = e.ownerDocument.head), ym(n));
            for (var a = n.firstChild; a; ) {
              var o = a.nextSibling,
                s = a.nodeName;
              (a[kt] ||
                s === `SCRIPT` ||
                s === `STYLE` ||
                (s === `LINK` && a.rel.toLowerCase() === `stylesheet`) ||
                n.removeChild(a),
                (a = o));
            }
          } else n === `body` && ym(e.ownerDocument.body);
        }
        n = i;
      } while (n);
      Uh(t);
    }
    function Dp(e, t) {
      var n = e;
      e = 0;
      do {
        var r = n.nextSibling;
        if (
          (n.nodeType === 1
            ? t
              ? ((n._stashedDisplay = n.style.display), (n.style.display = `none`))
              : ((n.style.display = n._stashedDisplay || ``),
                n.getAttribute(`style`) === `` && n.removeAttribute(`style`))
            : n.nodeType === 3 &&
              (t
                ? ((n._stashedText = n.nodeValue), (n.nodeValue = ``))
                : (n.nodeValue = n._stashedText || ``)),
          r && r.nodeType === 8)
        ) {
          if (((n = r.data), n === `/$`)) {
            if (e === 0) break;
            e--;
          } else (n !== `$` && n !== `$?` && n !== `$~` && n !== `$!`) || e++;
        }
        n = r;
      } while (n);
    }
    function Op(e, t, n) {
      if (
        ((t = CSS.escape(t) === t ? t : `r-` + btoa(t).replace(/=/g, ``)),
        (e.style.viewTransitionName = t),
        n != null && (e.style.viewTransitionClass = n),
        (n = getComputedStyle(e)),
        n.display === `inline`)
      ) {
        if (((t = e.getClientRects()), t.length === 1)) var r = 1;
        else
          for (var i = (r = 0); i < t.length; i++) {
            var a = t[i];
            0 < a.width && 0 < a.height && r++;
          }
        r === 1 &&
          ((e = e.style),
          (e.display = t.length === 1 ? `inline-block` : `block`),
          (e.marginTop = `-` + n.paddingTop),
          (e.marginBottom = `-` + n.paddingBottom));
      }
    }
    function kp(e, t) {
      ((e = e.style), (t = t.style));
      var n =
        t == null
          ? null
          : t.hasOwnProperty(`viewTransitionName`)
            ? t.viewTransitionName
            : t.hasOwnProperty(`view-transition-name`)
              ? t[`view-transition-name`]
              : null;
      ((e.viewTransitionName = n == null || typeof n == `boolean` ? `` : (`` + n).trim()),
        (n =
          t == null
            ? null
            : t.hasOwnProperty(`viewTransitionClass`)
              ? t.viewTransitionClass
              : t.hasOwnProperty(`view-transition-class`)
                ? t[`view-transition-class`]
                : null),
        (e.viewTransitionClass = n == null || typeof n == `boolean` ? `` : (`` + n).trim()),
        e.display === `inline-block` &&
          (t == null
            ? (e.display = e.margin = ``)
            : ((n = t.display),
              (e.display = n == null || typeof n == `boolean` ? `` : n),
              (n = t.margin),
              n == null
                ? ((n = t.hasOwnProperty(`marginTop`) ? t.marginTop : t[`margin-top`]),
                  (e.marginTop = n == null || typeof n == `boolean` ? `` : n),
                  (t = t.hasOwnProperty(`marginBottom`) ? t.marginBottom : t[`margin-bottom`]),
                  (e.marginBottom = t == null || typeof t == `boolean` ? `` : t))
                : (e.margin = n))));
    }
    function Ap(e, t, n) {
      return (
        (n = n.ownerDocument.defaultView),
        {
          rect: e,
          abs: t.position === `absolute` || t.position === `fixed`,
          clip:
            t.clipPath !== `none` ||
            t.overflow !== `visible` ||
            t.filter !== `none` ||
            t.mask !== `none` ||
            t.mask !== `none` ||
            t.borderRadius !== `0px`,
          view: 0 <= e.bottom && 0 <= e.right && e.top <= n.innerHeight && e.left <= n.innerWidth,
        }
      );
    }
    function jp(e) {
      return Ap(e.getBoundingClientRect(), getComputedStyle(e), e);
    }
    function Mp(e) {
      var t = e.getBoundingClientRect();
      t = new DOMRect(t.x + 2e4, t.y + 2e4, t.width, t.height);
      var n = getComputedStyle(e);
      return Ap(t, n, e);
    }
    function Np(e) {
      return e.documentElement.clientHeight;
    }
    function Pp(e) {
      (this.addEventListener(`load`, e), this.addEventListener(`error`, e));
    }
    function Fp(e, t, n, r, i, a, o, s, c) {
      var l = t.nodeType === 9 ? t : t.ownerDocument;
      try {
        var u = l.startViewTransition({
          update: function () {
            var t = l.defaultView,
              n = t.navigation && t.navigation.transition,
              o = l.fonts.status;
            r();
            var s = [];
            if (
              (o === `loaded` && (Np(l), l.fonts.status === `loading` && s.push(l.fonts.ready)),
              (o = s.length),
              e !== null)
            )
              for (var c = e.suspenseyImages, u = 0, d = 0; d < c.length; d++) {
                var f = c[d];
                if (!f.complete) {
                  var p = f.getBoundingClientRect();
                  if (
                    0 < p.bottom &&
                    0 < p.right &&
                    p.top < t.innerHeight &&
                    p.left < t.innerWidth
                  ) {
                    if (((u += Zm(f)), u > eh)) {
                      s.length = o;
                      break;
                    }
                    ((f = new Promise(Pp.bind(f))), s.push(f));
                  }
                }
              }
            if (0 < s.length)
              return (
                (t = Promise.race([
                  Promise.all(s),
                  new Promise(function (e) {
                    return setTimeout(e, 500);
                  }),
                ]).then(i, i)),
                (n ? Promise.allSettled([n.finished, t]) : t).then(a, a)
              );
            if ((i(), n)) return n.finished.then(a, a);
            a();
          },
          types: n,
        });
        l.__reactViewTransition = u;
        var d = [];
        return (
          u.ready.then(
            function () {
              for (
                var e = l.documentElement.getAnimations({ subtree: !0 }), t = 0;
                t < e.length;
                t++
              ) {
                var n = e[t],
                  r = n.effect,
                  i = r.pseudoElement;
                if (i != null && i.startsWith(`::view-transition`)) {
                  (d.push(n), (n = r.getKeyframes()));
                  for (var a = (i = void 0), s = !0, c = 0; c < n.length; c++) {
                    var u = n[c],
                      f = u.width;
                    if (i === void 0) i = f;
                    else if (i !== f) {
                      s = !1;
                      break;
                    }
                    if (((f = u.height), a === void 0)) a = f;
                    else if (a !== f) {
                      s = !1;
                      break;
                    }
                    (delete u.width, delete u.height, u.transform === `none` && delete u.transform);
                  }
                  s &&
                    i !== void 0 &&
                    a !== void 0 &&
                    (r.setKeyframes(n),
                    (s = getComputedStyle(r.target, r.pseudoElement)),
                    s.width !== i || s.height !== a) &&
                    ((s = n[0]),
                    (s.width = i),
                    (s.height = a),
                    (s = n[n.length - 1]),
                    (s.width = i),
                    (s.height = a),
                    r.setKeyframes(n));
                }
              }
              o();
            },
            function (e) {
              l.__reactViewTransition === u && (l.__reactViewTransition = null);
              try {
                if (typeof e == `object` && e)
                  switch (e.name) {
                    case `InvalidStateError`:
                      (e.message ===
                        `View transition was skipped because document visibility state is hidden.` ||
                        e.message ===
                          `Skipping view transition because document visibility state has become hidden.` ||
                        e.message === `Skipping view transition because viewport size changed.` ||
                        e.message === `Transition was aborted because of invalid state`) &&
                        (e = null);
                  }
                e !== null && c(e);
              } finally {
                (r(), i(), o());
              }
            },
          ),
          u.finished.finally(function () {
            for (var e = 0; e < d.length; e++) d[e].cancel();
            (l.__reactViewTransition === u && (l.__reactViewTransition = null), s());
          }),
          u
        );
      } catch {
        return (r(), i(), o(), null);
      }
    }
    function Z(e, t) {
      ((this._scope = document.documentElement),
        (this._selector = `::view-transition-` + e + `(` + t + `)`));
    }
    ((Z.prototype.animate = function (e, t) {
      return (
        (t = typeof t == `number` ? { duration: t } : w({}, t)),
        (t.pseudoElement = this._selector),
        this._scope.animate(e, t)
      );
    }),
      (Z.prototype.getAnimations = function () {
        for (
          var e = this._scope,
            t = this._selector,
            n = e.getAnimations({ subtree: !0 }),
            r = [],
            i = 0;
          i < n.length;
          i++
        ) {
          var a = n[i].effect;
          a !== null && a.target === e && a.pseudoElement === t && r.push(n[i]);
        }
        return r;
      }),
      (Z.prototype.getComputedStyle = function () {
        return getComputedStyle(this._scope, this._selector);
      }));
    function Ip(e) {
      return {
        name: e,
        group: new Z(`group`, e),
        imagePair: new Z(`image-pair`, e),
        old: new Z(`old`, e),
        new: new Z(`new`, e),
      };
    }
    function Lp(e) {
      ((this._fragmentFiber = e), (this._observers = this._eventListeners = null));
    }
    Lp.prototype.addEventListener = function (e, t, n) {
      var r = null,
        i = null;
      if (
        !(n != null && typeof n != `boolean` && ((r = n.signal || null), r !== null && r.aborted))
      ) {
        this._eventListeners === null && (this._eventListeners = []);
        var a = this._eventListeners;
        if (Hp(a, e, t, n) === -1) {
          var o = this,
            s = t;
          (n != null &&
            typeof n != `boolean` &&
            !0 === n.once &&
            (s = function (r) {
              (o.removeEventListener(e, t, n),
                typeof t == `function` ? t.call(this, r) : t.handleEvent(r));
            }),
            r !== null &&
              ((i = o.removeEventListener.bind(o, e, t, n)),
              r.addEventListener(`abort`, i, { once: !0 }),
              (i = r.removeEventListener.bind(r, `abort`, i))),
            (r = Bp(n)),
            a.push({
              type: e,
              listener: t,
              optionsOrUseCapture: n,
              attachedListener: s,
              cleanup: i,
            }),
            f(this._fragmentFiber.child, !1, Rp, e, s, r));
        }
        this._eventListeners = a;
      }
    };
    function Rp(e, t, n, r) {
      return (_(e).addEventListener(t, n, r), !1);
    }
    Lp.prototype.removeEventListener = function (e, t, n) {
      var r = this._eventListeners;
      if (r !== null && ((t = Hp(r, e, t, n)), t !== -1)) {
        var i = r[t];
        n = i.attachedListener;
        var a = i.cleanup;
        ((i = Bp(i.optionsOrUseCapture)),
          f(this._fragmentFiber.child, !1, zp, e, n, i),
          r.splice(t, 1),
          a !== null && a());
      }
    };
    function zp(e, t, n, r) {
      return (_(e).removeEventListener(t, n, r), !1);
    }
    function Bp(e) {
      return e != null &&
        typeof e != `boolean` &&
        (!0 === e.once || e.signal instanceof AbortSignal)
        ? { capture: e.capture, passive: e.passive }
        : e;
    }
    function Vp(e) {
      return e == null
        ? `c=0`
        : typeof e == `boolean`
          ? `c=` + (e ? `1` : `0`)
          : `c=` + (e.capture ? `1` : `0`);
    }
    function Hp(e, t, n, r) {
      if (e.length === 0) return -1;
      r = Vp(r);
      for (var i = 0; i < e.length; i++) {
        var a = e[i];
        if (a.type === t && a.listener === n && Vp(a.optionsOrUseCapture) === r) return i;
      }
      return -1;
    }
    ((Lp.prototype.dispatchEvent = function (e) {
      var t = p(this._fragmentFiber);
      if (t === null) return !0;
      t = _(t);
      var n = this._eventListeners;
      if ((n !== null && 0 < n.length) || !e.bubbles) {
        var r = t.nodeType === 9 ? t.createComment(``) : document.createTextNode(``);
        if (n)
          for (var i = 0; i < n.length; i++) {
            var a = n[i];
            r.addEventListener(a.type, a.attachedListener, Bp(a.optionsOrUseCapture));
          }
        if ((t.appendChild(r), (e = r.dispatchEvent(e)), n))
          for (i = 0; i < n.length; i++)
            ((a = n[i]),
              r.removeEventListener(a.type, a.attachedListener, Bp(a.optionsOrUseCapture)));
        return (t.removeChild(r), e);
      }
      return t.dispatchEvent(e);
    }),
      (Lp.prototype.focus = function (e) {
        f(this._fragmentFiber.child, !0, Up, e, void 0, void 0);
      }));
    function Up(e, t) {
      return e.tag !== 6 && ((e = _(e)), hm(e, t));
    }
    Lp.prototype.focusLast = function (e) {
      var t = [];
      f(this._fragmentFiber.child, !0, Wp, t, void 0, void 0);
      for (var n = t.length - 1; 0 <= n && !Up(t[n], e); n--);
    };
    function Wp(e, t) {
      return (t.push(e), !1);
    }
    Lp.prototype.blur = function () {
      var e = p(this._fragmentFiber);
      e !== null &&
        ((e = _(e)),
        (e = fp(e).activeElement),
        e !== null && f(this._fragmentFiber.child, !1, Gp, e, void 0, void 0));
    };
    function Gp(e, t) {
      return e.tag !== 6 && ((e = _(e)), e === t || e.contains(t) ? (t.blur(), !0) : !1);
    }
    Lp.prototype.observeUsing = function (e) {
      (this._observers === null && (this._observers = new Set()),
        this._observers.add(e),
        f(this._fragmentFiber.child, !1, Kp, e, void 0, void 0));
    };
    function Kp(e, t) {
      return (e.tag === 6 || ((e = _(e)), t.observe(e)), !1);
    }
    Lp.prototype.unobserveUsing = function (e) {
      var t = this._observers;
      if (t !== null && t.has(e)) {
        (t.delete(e), f(this._fragmentFiber.child, !1, qp, e, void 0, void 0));
        for (var n = (t = 0); n < Jp.length; n++) {
          var r = Jp[n];
          r.fragmentInstance === this && r.observer === e ? e.unobserve(r.instance) : (Jp[t++] = r);
        }
        Jp.length = t;
      }
    };
    function qp(e, t) {
      return (e.tag === 6 || ((e = _(e)), t.unobserve(e)), !1);
    }
    var Jp = [],
      Yp = !1;
    function Xp(e, t, n) {
      (Jp.push({ fragmentInstance: e, observer: t, instance: n }),
        Yp ||
          ((Yp = !0),
          gm(function () {
            Yp = !1;
            var e = Jp;
            Jp = [];
            for (var t = 0; t < e.length; t++) {
              var n = e[t];
              n.observer.unobserve(n.instance);
            }
          })));
    }
    Lp.prototype.getClientRects = function () {
      var e = [];
      return (f(this._fragmentFiber.child, !1, Zp, e, void 0, void 0), e);
    };
    function Zp(e, t) {
      if (e.tag === 6) {
        e = e.stateNode;
        var n = e.ownerDocument.createRange();
        (n.selectNodeContents(e), t.push.apply(t, n.getClientRects()));
      } else ((e = _(e)), t.push.apply(t, e.getClientRects()));
      return !1;
    }
    ((Lp.prototype.getRootNode = function (e) {
      var t = p(this._fragmentFiber);
      return t === null ? this : _(t).getRootNode(e);
    }),
      (Lp.prototype.compareDocumentPosition = function (e) {
        var t = p(this._fragmentFiber);
        if (t === null) return Node.DOCUMENT_POSITION_DISCONNECTED;
        var n = [];
        f(this._fragmentFiber.child, !1, Wp, n, void 0, void 0);
        var r = _(t);
        if (n.length === 0) {
          if (((n = r), m(this._fragmentFiber))) {
            a: {
              for (t = this._fragmentFiber.return; t !== null; ) {
                if (t.tag === 4) {
                  t = t.stateNode.containerInfo;
                  break a;
                }
                if (t.tag === 3 || t.tag === 5 || t.tag === 27) break;
                t = t.return;
              }
              t = null;
            }
            t != null && (n = t);
          }
          t = this._fragmentFiber;
          var i = (r = n.compareDocumentPosition(e));
          return (
            n === e
              ? (i = Node.DOCUMENT_POSITION_CONTAINS)
              : r & Node.DOCUMENT_POSITION_CONTAINED_BY &&
                ((n = h(t)[1]),
                n === null
                  ? (i = Node.DOCUMENT_POSITION_PRECEDING)
                  : ((e = _(n).compareDocumentPosition(e)),
                    (i =
                      e === 0 || e & Node.DOCUMENT_POSITION_FOLLOWING
                        ? Node.DOCUMENT_POSITION_FOLLOWING
                        : Node.DOCUMENT_POSITION_PRECEDING))),
            (i |= Node.DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC)
          );
        }
        ((t = _(n[0])), (i = _(n[n.length - 1])));
        var a = m(this._fragmentFiber) ? t.parentElement : r;
        if (a == null) return Node.DOCUMENT_POSITION_DISCONNECTED;
        ((r = a.compareDocumentPosition(t) & Node.DOCUMENT_POSITION_CONTAINED_BY),
          (a = a.compareDocumentPosition(i) & Node.DOCUMENT_POSITION_CONTAINED_BY));
        var o = t.compareDocumentPosition(e),
          s = i.compareDocumentPosition(e),
          c = o & Node.DOCUMENT_POSITION_CONTAINED_BY || s & Node.DOCUMENT_POSITION_CONTAINED_BY;
        return (
          (s =
            r && a && o & Node.DOCUMENT_POSITION_FOLLOWING && s & Node.DOCUMENT_POSITION_PRECEDING),
          (t =
            (r && t === e) || (a && i === e) || c || s
              ? Node.DOCUMENT_POSITION_CONTAINED_BY
              : (!r && t === e) || (!a && i === e)
                ? Node.DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC
                : o),
          t & Node.DOCUMENT_POSITION_DISCONNECTED ||
          t & Node.DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC ||
          Qp(t, this._fragmentFiber, n[0], n[n.length - 1], e)
            ? t
            : Node.DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC
        );
      }));
    function Qp(e, t, n, r, i) {
      var a = Mt(i);
      if (e & Node.DOCUMENT_POSITION_CONTAINED_BY) {
        if ((n = !!a))
          a: {
            for (; a !== null; ) {
              if (a.tag === 7 && (a === t || a.alternate === t)) {
                n = !0;
                break a;
              }
              a = a.return;
            }
            n = !1;
          }
        return n;
      }
      if (e & Node.DOCUMENT_POSITION_CONTAINS) {
        if (a === null)
          return ((a = i.ownerDocument), i === a || i === a.documentElement || i === a.body);
        a: {
          for (a = t, t = p(t); a !== null; ) {
            if (!((a.tag !== 5 && a.tag !== 3 && a.tag !== 27) || (a !== t && a.alternate !== t))) {
              a = !0;
              break a;
            }
            a = a.return;
          }
          a = !1;
        }
        return a;
      }
      return e & Node.DOCUMENT_POSITION_PRECEDING
        ? ((t = !!a) &&
            !(t = a === n) &&
            ((t = C(n, a, S)),
            t === null ? (t = !1) : (f(t, !0, b, a, n), (a = v), (v = null), (t = a !== null))),
          t)
        : e & Node.DOCUMENT_POSITION_FOLLOWING
          ? ((t = !!a) &&
              !(t = a === r) &&
              ((t = C(r, a, S)),
              t === null
                ? (t = !1)
                : (f(t, !0, x, a, r), (a = v), (y = v = null), (t = a !== null))),
            t)
          : !1;
    }
    function $p(e, t) {
      var n = e.ownerDocument.createRange();
      (n.selectNodeContents(e),
        (e = n.getBoundingClientRect()),
        window.scrollTo(
          window.scrollX + e.left,
          t ? window.scrollY + e.top : window.scrollY + e.bottom - window.innerHeight,
        ));
    }
    Lp.prototype.scrollIntoView = function (e) {
      if (typeof e == `object`) throw Error(i(566));
      var t = [];
      f(this._fragmentFiber.child, !1, Wp, t, void 0, void 0);
      var n = !1 !== e;
      if (t.length === 0) {
        var r = h(this._fragmentFiber);
        if (((r = n ? r[1] || r[0] || p(this._fragmentFiber) : r[0] || r[1]), r === null)) return;
        if (r.tag === 6) {
          ((e = _(r)), $p(e, n));
          return;
        }
        if (((r = _(r)), r.nodeType !== 9)) {
          if (r.nodeType === 11) {
            ((n = `host` in r ? r.host : null), n !== null && n.scrollIntoView(e));
            return;
          }
          r.scrollIntoView(e);
        }
      }
      for (r = n ? t.length - 1 : 0; r !== (n ? -1 : t.length); ) {
        var a = t[r];
        (a.tag === 6 ? ((a = _(a)), $p(a, n)) : _(a).scrollIntoView(e), (r += n ? -1 : 1));
      }
    };
    function em(e, t) {
      return ((e = _(e)), tm(e, t), !1);
    }
    function tm(e, t) {
      ((e.reactFragments ??= new Set()), e.reactFragments.add(t));
    }
    function nm(e, t) {
      var n = t._eventListeners;
      if (n !== null)
        for (var r = 0; r < n.length; r++) {
          var i = n[r];
          e.addEventListener(i.type, i.attachedListener, Bp(i.optionsOrUseCapture));
        }
      e.nodeType !== 3 &&
        ((n = t._observers),
        n !== null &&
          n.forEach(function (n) {
            for (var r = 0, i = 0; i < Jp.length; i++) {
              var a = Jp[i];
              (a.fragmentInstance !== t || a.observer !== n || a.instance !== e) && (Jp[r++] = a);
            }
            ((Jp.length = r), n.observe(e));
          }),
        tm(e, t));
    }
    function rm(e, t) {
      var n = t._eventListeners;
      if (n !== null)
        for (var r = 0; r < n.length; r++) {
          var i = n[r];
          e.removeEventListener(i.type, i.attachedListener, Bp(i.optionsOrUseCapture));
        }
      e.nodeType !== 3 &&
        ((n = t._observers),
        n !== null &&
          n.forEach(function (n) {
            typeof n.rootMargin == `string` ? Xp(t, n, e) : n.unobserve(e);
          }),
        e.reactFragments != null && e.reactFragments.delete(t));
    }
    function im(e) {
      var t = e.firstChild;
      for (t && t.nodeType === 10 && (t = t.nextSibling); t; ) {
        var n = t;
        switch (((t = t.nextSibling), n.nodeName)) {
          case `HTML`:
          case `HEAD`:
          case `BODY`:
            (im(n), jt(n));
            continue;
          case `SCRIPT`:
          case `STYLE`:
            continue;
          case `LINK`:
            if (n.rel.toLowerCase() === `stylesheet`) continue;
        }
        e.removeChild(n);
      }
    }
    function am(e, t, n, r) {
      for (; e.nodeType === 1; ) {
        var i = n;
        if (e.nodeName.toLowerCase() !== t.toLowerCase()) {
          if (!r && (e.nodeName !== `INPUT` || e.type !== `hidden`)) break;
        } else if (!r) {
          if (t === `input` && e.type === `hidden`) {
            var a = i.name == null ? null : `` + i.name;
            if (i.type === `hidden` && e.getAttribute(`name`) === a) return e;
          } else return e;
        } else if (!e[kt])
          switch (t) {
            case `meta`:
              if (!e.hasAttribute(`itemprop`)) break;
              return e;
            case `link`:
              if (
                ((a = e.getAttribute(`rel`)),
                (a === `stylesheet` && e.hasAttribute(`data-precedence`)) ||
                  a !== i.rel ||
                  e.getAttribute(`href`) !== (i.href == null || i.href === `` ? null : i.href) ||
                  e.getAttribute(`crossorigin`) !==
                    (i.crossOrigin == null ? null : i.crossOrigin) ||
                  e.getAttribute(`title`) !== (i.title == null ? null : i.title))
              )
                break;
              return e;
            case `style`:
              if (e.hasAttribute(`data-precedence`)) break;
              return e;
            case `script`:
              if (
                ((a = e.getAttribute(`src`)),
                (a !== (i.src == null ? null : i.src) ||
                  e.getAttribute(`type`) !== (i.type == null ? null : i.type) ||
                  e.getAttribute(`crossorigin`) !==
                    (i.crossOrigin == null ? null : i.crossOrigin)) &&
                  a &&
                  e.hasAttribute(`async`) &&
                  !e.hasAttribute(`itemprop`))
              )
                break;
              return e;
            default:
              return e;
          }
        if (((e = dm(e.nextSibling)), e === null)) break;
      }
      return null;
    }
    function om(e, t, n) {
      if (t === ``) return null;
      for (; e.nodeType !== 3; )
        if (
          ((e.nodeType !== 1 || e.nodeName !== `INPUT` || e.type !== `hidden`) && !n) ||
          ((e = dm(e.nextSibling)), e === null)
        )
          return null;
      return e;
    }
    function sm(e, t) {
      for (; e.nodeType !== 8; )
        if (
          ((e.nodeType !== 1 || e.nodeName !== `INPUT` || e.type !== `hidden`) && !t) ||
          ((e = dm(e.nextSibling)), e === null)
        )
          return null;
      return e;
    }
    function cm(e) {
      return e.data === `$?` || e.data === `$~`;
    }
    function lm(e) {
      return e.data === `$!` || (e.data === `$?` && e.ownerDocument.readyState !== `loading`);
    }
    function um(e, t) {
      var n = e.ownerDocument;
      if (e.data === `$~`) e._reactRetry = t;
      else if (e.data !== `$?` || n.readyState !== `loading`) t();
      else {
        var r = function () {
          (t(), n.removeEventListener(`DOMContentLoaded`, r));
        };
        (n.addEventListener(`DOMContentLoaded`, r), (e._reactRetry = r));
      }
    }
    function dm(e) {
      for (; e != null; e = e.nextSibling) {
        var t = e.nodeType;
        if (t === 1 || t === 3) break;
        if (t === 8) {
          if (
            ((t = e.data),
            t === `$` ||
              t === `$!` ||
              t === `$?` ||
              t === `$~` ||
              t === `&` ||
              t === `F!` ||
              t === `F`)
          )
            break;
          if (t === `/$` || t === `/&`) return null;
        }
      }
      return e;
    }
    var fm = null;
    function pm(e) {
      e = e.nextSibling;
      for (var t = 0; e; ) {
        if (e.nodeType === 8) {
          var n = e.data;
          if (n === `/$` || n === `/&`) {
            if (t === 0) return dm(e.nextSibling);
            t--;
          } else (n !== `$` && n !== `$!` && n !== `$?` && n !== `$~` && n !== `&`) || t++;
        }
        e = e.nextSibling;
      }
      return null;
    }
    function mm(e) {
      e = e.previousSibling;
      for (var t = 0; e; ) {
        if (e.nodeType === 8) {
          var n = e.data;
          if (n === `$` || n === `$!` || n === `$?` || n === `$~` || n === `&`) {
            if (t === 0) return e;
            t--;
          } else (n !== `/$` && n !== `/&`) || t++;
        }
        e = e.previousSibling;
      }
      return null;
    }
    function hm(e, t) {
      function n() {
        r = !0;
      }
      if (e.ownerDocument.activeElement === e) return !0;
      var r = !1;
      try {
        (e.ownerDocument.addEventListener(`focus`, n, !0),
          (e.focus || HTMLElement.prototype.focus).call(e, t));
      } finally {
        e.ownerDocument.removeEventListener(`focus`, n, !0);
      }
      return r;
    }
    function gm(e) {
      Sp(function () {
        Sp(function (t) {
          return e(t);
        });
      });
    }
    function _m(e, t, n) {
      switch (((t = fp(n)), e)) {
        case `html`:
          if (((e = t.documentElement), !e)) throw Error(i(452));
          return e;
        case `head`:
          if (((e = t.head), !e)) throw Error(i(453));
          return e;
        case `body`:
          if (((e = t.body), !e)) throw Error(i(454));
          return e;
        default:
          throw Error(i(451));
      }
    }
    function vm(e, t, n) {
      for (var r in n) {
        var i = n[r];
        n.hasOwnProperty(r) && i != null && rp(e, t, r, null, op, i);
      }
      (n.dangerouslySetInnerHTML != null && (e.textContent = ``),
        e.onclick === vn && (e.onclick = null),
        jt(e));
    }
    function ym(e) {
      for (var t = e.attributes; t.length; ) e.removeAttributeNode(t[0]);
      jt(e);
    }
    var bm = new Map(),
      xm = new Set();
    function Sm(e) {
      if (typeof e.getRootNode == `function`) {
        var t = e.getRootNode();
        if (t.nodeType === 9 || t.nodeType === 11) return t;
      }
      return e.nodeType === 9 ? e : e.ownerDocument;
    }
    var Cm = M.d;
    M.d = { f: Q, r: wm, D: Dm, C: Om, L: km, m: Am, X: Mm, S: jm, M: Nm };
    function Q() {
      var e = Cm.f(),
        t = Vd();
      return e || t;
    }
    function wm(e) {
      var t = Nt(e);
      t !== null && t.tag === 5 && t.type === `form` ? nc(t) : Cm.r(e);
    }
    var Tm = typeof document > `u` ? null : document;
    function Em(e, t, n) {
      var r = Tm;
      if (r && typeof t == `string` && t) {
        var i = nn(t);
        ((i = `link[rel="` + e + `"][href="` + i + `"]`),
          typeof n == `string` && (i += `[crossorigin="` + n + `"]`),
          xm.has(i) ||
            (xm.add(i),
            (e = { rel: e, crossOrigin: n, href: t }),
            r.querySelector(i) === null &&
              ((t = r.createElement(`link`)), ap(t, `link`, e), It(t), r.head.appendChild(t))));
      }
    }
    function Dm(e) {
      (Cm.D(e), Em(`dns-prefetch`, e, null));
    }
    function Om(e, t) {
      (Cm.C(e, t), Em(`preconnect`, e, t));
    }
    function km(e, t, n) {
      Cm.L(e, t, n);
      var r = Tm;
      if (r && e && t) {
        var i = `link[rel="preload"][as="` + nn(t) + `"]`;
        t === `image` && n && n.imageSrcSet
          ? ((i += `[imagesrcset="` + nn(n.imageSrcSet) + `"]`),
            typeof n.imageSizes == `string` && (i += `[imagesizes="` + nn(n.imageSizes) + `"]`))
          : (i += `[href="` + nn(e) + `"]`);
        var a = i;
        switch (t) {
          case `style`:
            a = Fm(e);
            break;
          case `script`:
            a = zm(e);
        }
        if (
          !(
            bm.has(a) ||
            ((e = w(
              { rel: `preload`, href: t === `image` && n && n.imageSrcSet ? void 0 : e, as: t },
              n,
            )),
            bm.set(a, e),
            r.querySelector(i) !== null ||
              (t === `style` && r.querySelector(Im(a))) ||
              (t === `script` && r.querySelector(Bm(a))))
          )
        ) {
          var o = r.createElement(`link`);
          (ap(o, `link`, e),
            t === `style` &&
              ((o[At] = !0),
              (o.onload = o.onerror =
                function () {
                  Lt(o);
                })),
            It(o),
            r.head.appendChild(o));
        }
      }
    }
    function Am(e, t) {
      Cm.m(e, t);
      var n = Tm;
      if (n && e) {
        var r = t && typeof t.as == `string` ? t.as : `script`,
          i = `link[rel="modulepreload"][as="` + nn(r) + `"][href="` + nn(e) + `"]`,
          a = i;
        switch (r) {
          case `audioworklet`:
          case `paintworklet`:
          case `serviceworker`:
          case `sharedworker`:
          case `worker`:
          case `script`:
            a = zm(e);
        }
        if (
          !bm.has(a) &&
          ((e = w({ rel: `modulepreload`, href: e }, t)), bm.set(a, e), n.querySelector(i) === null)
        ) {
          switch (r) {
            case `audioworklet`:
            case `paintworklet`:
            case `serviceworker`:
            case `sharedworker`:
            case `worker`:
            case `script`:
              if (n.querySelector(Bm(a))) return;
          }
          ((r = n.createElement(`link`)), ap(r, `link`, e), It(r), n.head.appendChild(r));
        }
      }
    }
    function jm(e, t, n) {
      Cm.S(e, t, n);
      var r = Tm;
      if (r && e) {
        var i = Ft(r).hoistableStyles,
          a = Fm(e);
        t ||= `default`;
        var o = i.get(a);
        if (!o) {
          var s = { loading: 0, preload: null };
          if ((o = r.querySelector(Im(a)))) s.loading = 5;
          else {
            ((e = w({ rel: `stylesheet`, href: e, "data-precedence": t }, n)),
              (n = bm.get(a)) && Um(e, n));
            var c = (o = r.createElement(`link`));
            (It(c),
              ap(c, `link`, e),
              (c._p = new Promise(function (e, t) {
                ((c.onload = e), (c.onerror = t));
              })),
              c.addEventListener(`load`, function () {
                s.loading |= 1;
              }),
              c.addEventListener(`error`, function () {
                s.loading |= 2;
              }),
              (s.loading |= 4),
              Hm(o, t, r));
          }
          ((o = { type: `stylesheet`, instance: o, count: 1, state: s }), i.set(a, o));
        }
      }
    }
    function Mm(e, t) {
      Cm.X(e, t);
      var n = Tm;
      if (n && e) {
        var r = Ft(n).hoistableScripts,
          i = zm(e),
          a = r.get(i);
        a ||
          ((a = n.querySelector(Bm(i))),
          a ||
            ((e = w({ src: e, async: !0 }, t)),
            (t = bm.get(i)) && Wm(e, t),
            (a = n.createElement(`script`)),
            It(a),
            ap(a, `link`, e),
            n.head.appendChild(a)),
          (a = { type: `script`, instance: a, count: 1, state: null }),
          r.set(i, a));
      }
    }
    function Nm(e, t) {
      Cm.M(e, t);
      var n = Tm;
      if (n && e) {
        var r = Ft(n).hoistableScripts,
          i = zm(e),
          a = r.get(i);
        a ||
          ((a = n.querySelector(Bm(i))),
          a ||
            ((e = w({ src: e, async: !0, type: `module` }, t)),
            (t = bm.get(i)) && Wm(e, t),
            (a = n.createElement(`script`)),
            It(a),
            ap(a, `link`, e),
            n.head.appendChild(a)),
          (a = { type: `script`, instance: a, count: 1, state: null }),
          r.set(i, a));
      }
    }
    function Pm(e, t, n, r) {
      var a = (a = Oe.current) ? Sm(a) : null;
      if (!a) throw Error(i(446));
      switch (e) {
        case `meta`:
        case `title`:
          return null;
        case `style`:
          return typeof n.precedence == `string` && typeof n.href == `string`
            ? ((n = Fm(n.href)),
              (t = Ft(a).hoistableStyles),
              (r = t.get(n)),
              r || ((r = { type: `style`, instance: null, count: 0, state: null }), t.set(n, r)),
              r)
            : { type: `void`, instance: null, count: 0, state: null };
        case `link`:
          if (
            n.rel === `stylesheet` &&
            typeof n.href == `string` &&
            typeof n.precedence == `string`
          ) {
            e = Fm(n.href);
            var o = Ft(a).hoistableStyles,
              s = o.get(e);
            if (
              (s ||
                ((a = a.ownerDocument || a),
                (s = {
                  type: `stylesheet`,
                  instance: null,
                  count: 0,
                  state: { loading: 0, preload: null },
                }),
                o.set(e, s),
                (o = a.querySelector(Im(e)))
                  ? o._p || ((s.instance = o), (s.state.loading = 5))
                  : ((o = bm.get(e)),
                    o ||
                      ((o = {
                        rel: `preload`,
                        as: `style`,
                        href: n.href,
                        crossOrigin: n.crossOrigin,
                        integrity: n.integrity,
                        media: n.media,
                        hrefLang: n.hrefLang,
                        referrerPolicy: n.referrerPolicy,
                      }),
                      bm.set(e, o)),
                    Rm(a, e, o, s.state))),
              t && r === null)
            )
              throw Error(i(528, ``));
            return s;
          }
          if (t && r !== null) throw Error(i(529, ``));
          return null;
        case `script`:
          return (
            (t = n.async),
            (n = n.src),
            typeof n == `string` && t && typeof t != `function` && typeof t != `symbol`
              ? ((n = zm(n)),
                (t = Ft(a).hoistableScripts),
                (r = t.get(n)),
                r || ((r = { type: `script`, instance: null, count: 0, state: null }), t.set(n, r)),
                r)
              : { type: `void`, instance: null, count: 0, state: null }
          );
        default:
          throw Error(i(444, e));
      }
    }
    function Fm(e) {
      return `href="` + nn(e) + `"`;
    }
    function Im(e) {
      return `link[rel="stylesheet"][` + e + `]`;
    }
    function Lm(e) {
      return w({}, e, { "data-precedence": e.precedence, precedence: null });
    }
    function Rm(e, t, n, r) {
      if ((t = e.querySelector(`link[rel="preload"][as="style"][` + t + `]`))) {
        if (!0 !== t[At]) {
          r.loading = 1;
          return;
        }
      } else
        ((t = e.createElement(`link`)),
          (t[At] = !0),
          (t.onload = t.onerror = Lt.bind(null, t)),
          ap(t, `link`, n),
          It(t),
          e.head.appendChild(t));
      ((r.preload = t),
        t.addEventListener(`load`, function () {
          return (r.loading |= 1);
        }),
        t.addEventListener(`error`, function () {
          return (r.loading |= 2);
        }));
    }
    function zm(e) {
      return `[src="` + nn(e) + `"]`;
    }
    function Bm(e) {
      return `script[async]` + e;
    }
    function Vm(e, t, n) {
      if ((t.count++, t.instance === null))
        switch (t.type) {
          case `style`:
            var r = e.querySelector(`style[data-href~="` + nn(n.href) + `"]`);
            if (r) return ((t.instance = r), It(r), r);
            var a = w({}, n, {
              "data-href": n.href,
              "data-precedence": n.precedence,
              href: null,
              precedence: null,
            });
            return (
              (r = (e.ownerDocument || e).createElement(`style`)),
              It(r),
              ap(r, `style`, a),
              Hm(r, n.precedence, e),
              (t.instance = r)
            );
          case `stylesheet`:
            a = Fm(n.href);
            var o = e.querySelector(Im(a));
            if (o) return ((t.state.loading |= 4), (t.instance = o), It(o), o);
            ((r = Lm(n)),
              (a = bm.get(a)) && Um(r, a),
              (o = (e.ownerDocument || e).createElement(`link`)),
              It(o));
            var s = o;
            return (
              (s._p = new Promise(function (e, t) {
                ((s.onload = e), (s.onerror = t));
              })),
              ap(o, `link`, r),
              (t.state.loading |= 4),
              Hm(o, n.precedence, e),
              (t.instance = o)
            );
          case `script`:
            return (
              (o = zm(n.src)),
              (a = e.querySelector(Bm(o)))
                ? ((t.instance = a), It(a), a)
                : ((r = n),
                  (a = bm.get(o)) && ((r = w({}, n)), Wm(r, a)),
                  (e = e.ownerDocument || e),
                  (a = e.createElement(`script`)),
                  It(a),
                  ap(a, `link`, r),
                  e.head.appendChild(a),
                  (t.instance = a))
            );
          case `void`:
            return null;
          default:
            throw Error(i(443, t.type));
        }
      else
        t.type === `stylesheet` &&
          !(t.state.loading & 4) &&
          ((r = t.instance), (t.state.loading |= 4), Hm(r, n.precedence, e));
      return t.instance;
    }
    function Hm(e, t, n) {
      for (
        var r = n.querySelectorAll(
            `link[rel="stylesheet"][data-precedence],style[data-precedence]`,
          ),
          i = r.length ? r[r.length - 1] : null,
          a = i,
          o = 0;
        o < r.length;
        o++
      ) {
        var s = r[o];
        if (s.dataset.precedence === t) a = s;
        else if (a !== i) break;
      }
      a
        ? a.parentNode.insertBefore(e, a.nextSibling)
        : ((t = n.nodeType === 9 ? n.head : n), t.insertBefore(e, t.firstChild));
    }
    function Um(e, t) {
      ((e.crossOrigin ??= t.crossOrigin),
        (e.referrerPolicy ??= t.referrerPolicy),
        (e.title ??= t.title));
    }
    function Wm(e, t) {
      ((e.crossOrigin ??= t.crossOrigin),
        (e.referrerPolicy ??= t.referrerPolicy),
        (e.integrity ??= t.integrity));
    }
    var Gm = null;
    function Km(e, t, n) {
      if (Gm === null) {
        var r = new Map(),
          i = (Gm = new Map());
        i.set(n, r);
      } else ((i = Gm), (r = i.get(n)), r || ((r = new Map()), i.set(n, r)));
      if (r.has(e)) return r;
      for (r.set(e, null), n = n.getElementsByTagName(e), i = 0; i < n.length; i++) {
        var a = n[i];
        if (
          !(a[kt] || a[St] || (e === `link` && a.getAttribute(`rel`) === `stylesheet`)) &&
          a.namespaceURI !== `http://www.w3.org/2000/svg`
        ) {
          var o = a.getAttribute(t) || ``;
          o = e + o;
          var s = r.get(o);
          s ? s.push(a) : r.set(o, [a]);
        }
      }
      return r;
    }
    function qm(e, t, n) {
      ((e = e.ownerDocument || e),
        e.head.insertBefore(n, t === `title` ? e.querySelector(`head > title`) : null));
    }
    function Jm(e, t, n) {
      if (n === 1 || t.itemProp != null) return !1;
      switch (e) {
        case `meta`:
        case `title`:
          return !0;
        case `style`:
          if (typeof t.precedence != `string` || typeof t.href != `string` || t.href === ``) break;
          return !0;
        case `link`:
          if (
            typeof t.rel != `string` ||
            typeof t.href != `string` ||
            t.href === `` ||
            t.onLoad ||
            t.onError
          )
            break;
          switch (t.rel) {
            case `stylesheet`:
              return ((e = t.disabled), typeof t.precedence == `string` && e == null);
            default:
              return !0;
          }
        case `script`:
          if (
            t.async &&
            typeof t.async != `function` &&
            typeof t.async != `symbol` &&
            !t.onLoad &&
            !t.onError &&
            t.src &&
            typeof t.src == `string`
          )
            return !0;
      }
      return !1;
    }
    function Ym(e, t) {
      return (
        e === `img` && t.src != null && t.src !== `` && t.onLoad == null && t.loading !== `lazy`
      );
    }
    function Xm(e) {
      return !(e.type === `stylesheet` && !(e.state.loading & 3));
    }
    function Zm(e) {
      return (
        (e.width || 100) *
        (e.height || 100) *
        (typeof devicePixelRatio == `number` ? devicePixelRatio : 1) *
        0.25
      );
    }
    function Qm(e, t) {
      typeof t.decode == `function` &&
        (e.imgCount++,
        t.complete || ((e.imgBytes += Zm(t)), e.suspenseyImages.push(t)),
        (e = ih.bind(e)),
        t.decode().then(e, e));
    }
    function $m(e, t, n, r) {
      if (
        n.type === `stylesheet` &&
        (typeof r.media != `string` || !1 !== matchMedia(r.media).matches) &&
        !(n.state.loading & 4)
      ) {
        if (n.instance === null) {
          var i = Fm(r.href),
            a = t.querySelector(Im(i));
          if (a) {
            ((t = a._p),
              typeof t == `object` &&
                t &&
                typeof t.then == `function` &&
                (e.count++, (e = rh.bind(e)), t.then(e, e)),
              (n.state.loading |= 4),
              (n.instance = a),
              It(a));
            return;
          }
          ((a = t.ownerDocument || t),
            (r = Lm(r)),
            (i = bm.get(i)) && Um(r, i),
            (a = a.createElement(`link`)),
            It(a));
          var o = a;
          ((o._p = new Promise(function (e, t) {
            ((o.onload = e), (o.onerror = t));
          })),
            ap(a, `link`, r),
            (n.instance = a));
        }
        (e.stylesheets === null && (e.stylesheets = new Map()),
          e.stylesheets.set(n, t),
          (t = n.state.preload) &&
            !(n.state.loading & 3) &&
            (e.count++,
            (n = rh.bind(e)),
            t.addEventListener(`load`, n),
            t.addEventListener(`error`, n)));
      }
    }
    var eh = 0;
    function th(e, t) {
      return (
        e.stylesheets && e.count === 0 && oh(e, e.stylesheets),
        0 < e.count || 0 < e.imgCount
          ? function (n) {
              var r = setTimeout(function () {
                if ((e.stylesheets && oh(e, e.stylesheets), e.unsuspend)) {
                  var t = e.unsuspend;
                  ((e.unsuspend = null), t());
                }
              }, 6e4 + t);
              0 < e.imgBytes && eh === 0 && (eh = 62500 * lp());
              var i = setTimeout(
                function () {
                  if (
                    ((e.waitingForImages = !1),
                    e.count === 0 && (e.stylesheets && oh(e, e.stylesheets), e.unsuspend))
                  ) {
                    var t = e.unsuspend;
                    ((e.unsuspend = null), t());
                  }
                },
                (e.imgBytes > eh ? 50 : 800) + t,
              );
              return (
                (e.unsuspend = n),
                function () {
                  ((e.unsuspend = null), clearTimeout(r), clearTimeout(i));
                }
              );
            }
          : null
      );
    }
    function nh(e) {
      if (e.count === 0 && (e.imgCount === 0 || !e.waitingForImages)) {
        if (e.stylesheets) oh(e, e.stylesheets);
        else if (e.unsuspend) {
          var t = e.unsuspend;
          ((e.unsuspend = null), t());
        }
      }
    }
    function rh() {
      (this.count--, nh(this));
    }
    function ih() {
      (this.imgCount--, nh(this));
    }
    var ah = null;
    function oh(e, t) {
      ((e.stylesheets = null),
        e.unsuspend !== null &&
          (e.count++, (ah = new Map()), t.forEach(sh, e), (ah = null), rh.call(e)));
    }
    function sh(e, t) {
      if (!(t.state.loading & 4)) {
        var n = ah.get(e);
        if (n) var r = n.get(null);
        else {
          ((n = new Map()), ah.set(e, n));
          for (
            var i = e.querySelectorAll(`link[data-precedence],style[data-precedence]`), a = 0;
            a < i.length;
            a++
          ) {
            var o = i[a];
            (o.nodeName === `LINK` || o.getAttribute(`media`) !== `not all`) &&
              (n.set(o.dataset.precedence, o), (r = o));
          }
          r && n.set(null, r);
        }
        ((i = t.instance),
          (o = i.getAttribute(`data-precedence`)),
          (a = n.get(o) || r),
          a === r && n.set(null, i),
          n.set(o, i),
          this.count++,
          (r = rh.bind(this)),
          i.addEventListener(`load`, r),
          i.addEventListener(`error`, r),
          a
            ? a.parentNode.insertBefore(i, a.nextSibling)
            : ((e = e.nodeType === 9 ? e.head : e), e.insertBefore(i, e.firstChild)),
          (t.state.loading |= 4));
      }
    }
    var ch = {
      $$typeof: re,
      Provider: null,
      Consumer: null,
      _currentValue: ve,
      _currentValue2: ve,
      _threadCount: 0,
    };
    function lh(e, t, n, r, i, a, o, s, c) {
      ((this.tag = 1),
        (this.containerInfo = e),
        (this.pingCache = this.current = this.pendingChildren = null),
        (this.timeoutHandle = -1),
        (this.callbackNode =
          this.next =
          this.pendingContext =
          this.context =
          this.cancelPendingCommit =
            null),
        (this.callbackPriority = 0),
        (this.expirationTimes = mt(-1)),
        (this.entangledLanes =
          this.shellSuspendCounter =
          this.errorRecoveryDisabledLanes =
          this.expiredLanes =
          this.warmLanes =
          this.pingedLanes =
          this.suspendedLanes =
          this.pendingLanes =
            0),
        (this.entanglements = mt(0)),
        (this.hiddenUpdates = mt(null)),
        (this.identifierPrefix = r),
        (this.onUncaughtError = i),
        (this.onCaughtError = a),
        (this.onRecoverableError = o),
        (this.pooledCache = null),
        (this.pooledCacheLanes = 0),
        (this.formState = c),
        (this.transitionTypes = null),
        (this.incompleteTransitions = new Map()));
    }
    function uh(e, t, n, r, i, a, o, s, c, l, u, d) {
      return (
        (e = new lh(e, t, n, o, c, l, u, d, s)),
        (t = 1),
        !0 === a && (t |= 24),
        (a = ji(3, null, null, t)),
        (e.current = a),
        (a.stateNode = e),
        (t = ja()),
        t.refCount++,
        (e.pooledCache = t),
        t.refCount++,
        (a.memoizedState = { element: r, isDehydrated: n, cache: t }),
        mo(a),
        e
      );
    }
    function dh(e) {
      return e ? ((e = ki), e) : ki;
    }
    function fh(e, t, n, r, i, a) {
      ((i = dh(i)),
        r.context === null ? (r.context = i) : (r.pendingContext = i),
        (r = go(t)),
        (r.payload = { element: n }),
        (a = a === void 0 ? null : a),
        a !== null && (r.callback = a),
        (n = _o(e, r, t)),
        n !== null && (Id(n, e, t), vo(n, e, t)));
    }
    function ph(e, t) {
      if (((e = e.memoizedState), e !== null && e.dehydrated !== null)) {
        var n = e.retryLane;
        e.retryLane = n !== 0 && n < t ? n : t;
      }
    }
    function mh(e, t) {
      (ph(e, t), (e = e.alternate) && ph(e, t));
    }
    function hh(e) {
      if (e.tag === 13 || e.tag === 31) {
        var t = Ei(e, 67108864);
        (t !== null && Id(t, e, 67108864), mh(e, 67108864));
      }
    }
    function gh(e) {
      if (e.tag === 13 || e.tag === 31) {
        var t = Nd();
        t = bt(t);
        var n = Ei(e, t);
        (n !== null && Id(n, e, t), mh(e, t));
      }
    }
    var _h = !0;
    function vh(e, t, n, r) {
      var i = j.T;
      j.T = null;
      var a = M.p;
      try {
        ((M.p = 2), bh(e, t, n, r));
      } finally {
        ((M.p = a), (j.T = i));
      }
    }
    function yh(e, t, n, r) {
      var i = j.T;
      j.T = null;
      var a = M.p;
      try {
        ((M.p = 8), bh(e, t, n, r));
      } finally {
        ((M.p = a), (j.T = i));
      }
    }
    function bh(e, t, n, r) {
      if (_h) {
        var i = xh(r);
        if (i === null) (Jf(e, t, r, Sh, n), Nh(e, r));
        else if (Fh(i, e, t, n, r)) r.stopPropagation();
        else if ((Nh(e, r), t & 4 && -1 < Mh.indexOf(e))) {
          for (; i !== null; ) {
            var a = Nt(i);
            if (a !== null)
              switch (a.tag) {
                case 3:
                  if (((a = a.stateNode), a.current.memoizedState.isDehydrated)) {
                    var o = lt(a.pendingLanes);
                    if (o !== 0) {
                      var s = a;
                      for (s.pendingLanes |= 2, s.entangledLanes |= 2; o; ) {
                        var c = 1 << (31 - nt(o));
                        ((s.entanglements[1] |= c), (o &= ~c));
                      }
                      (Of(a), !(G & 6) && ((vd = Ge() + 500), kf(0, !1)));
                    }
                  }
                  break;
                case 31:
                case 13:
                  ((s = Ei(a, 2)), s !== null && Id(s, a, 2), Vd(), mh(a, 2));
              }
            if (((a = xh(r)), a === null && Jf(e, t, r, Sh, n), a === i)) break;
            i = a;
          }
          i !== null && r.stopPropagation();
        } else Jf(e, t, r, null, n);
      }
    }
    function xh(e) {
      return ((e = bn(e)), Ch(e));
    }
    var Sh = null;
    function Ch(e) {
      if (((Sh = null), (e = Mt(e)), e !== null)) {
        var t = o(e);
        if (t === null) e = null;
        else {
          var n = t.tag;
          if (n === 13) {
            if (((e = s(t)), e !== null)) return e;
            e = null;
          } else if (n === 31) {
            if (((e = c(t)), e !== null)) return e;
            e = null;
          } else if (n === 3) {
            if (t.stateNode.current.memoizedState.isDehydrated)
              return t.tag === 3 ? t.stateNode.containerInfo : null;
            e = null;
          } else t !== e && (e = null);
        }
      }
      return ((Sh = e), null);
    }
    function wh(e) {
      switch (e) {
        case `beforetoggle`:
        case `cancel`:
        case `click`:
        case `close`:
        case `contextmenu`:
        case `copy`:
        case `cut`:
        case `auxclick`:
        case `dblclick`:
        case `dragend`:
        case `dragstart`:
        case `drop`:
        case `focusin`:
        case `focusout`:
        case `input`:
        case `invalid`:
        case `keydown`:
        case `keypress`:
        case `keyup`:
        case `mousedown`:
        case `mouseup`:
        case `paste`:
        case `pause`:
        case `play`:
        case `pointercancel`:
        case `pointerdown`:
        case `pointerup`:
        case `ratechange`:
        case `reset`:
        case `seeked`:
        case `submit`:
        case `toggle`:
        case `touchcancel`:
        case `touchend`:
        case `touchstart`:
        case `volumechange`:
        case `change`:
        case `selectionchange`:
        case `textInput`:
        case `compositionstart`:
        case `compositionend`:
        case `compositionupdate`:
        case `beforeblur`:
        case `afterblur`:
        case `beforeinput`:
        case `blur`:
        case `fullscreenchange`:
        case `fullscreenerror`:
        case `focus`:
        case `hashchange`:
        case `popstate`:
        case `select`:
        case `selectstart`:
          return 2;
        case `drag`:
        case `dragenter`:
        case `dragexit`:
        case `dragleave`:
        case `dragover`:
        case `mousemove`:
        case `mouseout`:
        case `mouseover`:
        case `pointermove`:
        case `pointerout`:
        case `pointerover`:
        case `resize`:
        case `scroll`:
        case `touchmove`:
        case `wheel`:
        case `mouseenter`:
        case `mouseleave`:
        case `pointerenter`:
        case `pointerleave`:
          return 8;
        case `message`:
          switch (Ke()) {
            case qe:
              return 2;
            case Je:
              return 8;
            case Ye:
            case Xe:
              return 32;
            case Ze:
              return 268435456;
            default:
              return 32;
          }
        default:
          return 32;
      }
    }
    var Th = !1,
      Eh = null,
      Dh = null,
      Oh = null,
      kh = new Map(),
      Ah = new Map(),
      jh = [],
      Mh =
        `mousedown mouseup touchcancel touchend touchstart auxclick dblclick pointercancel pointerdown pointerup dragend dragstart drop compositionend compositionstart keydown keypress keyup input textInput copy cut paste click change contextmenu reset`.split(
          ` `,
        );
    function Nh(e, t) {
      switch (e) {
        case `focusin`:
        case `focusout`:
          Eh = null;
          break;
        case `dragenter`:
        case `dragleave`:
          Dh = null;
          break;
        case `mouseover`:
        case `mouseout`:
          Oh = null;
          break;
        case `pointerover`:
        case `pointerout`:
          kh.delete(t.pointerId);
          break;
        case `gotpointercapture`:
        case `lostpointercapture`:
          Ah.delete(t.pointerId);
      }
    }
    function Ph(e, t, n, r, i, a) {
      return e === null || e.nativeEvent !== a
        ? ((e = {
            blockedOn: t,
            domEventName: n,
            eventSystemFlags: r,
            nativeEvent: a,
            targetContainers: [i],
          }),
          t !== null && ((t = Nt(t)), t !== null && hh(t)),
          e)
        : ((e.eventSystemFlags |= r),
          (t = e.targetContainers),
          i !== null && t.indexOf(i) === -1 && t.push(i),
          e);
    }
    function Fh(e, t, n, r, i) {
      switch (t) {
        case `focusin`:
          return ((Eh = Ph(Eh, e, t, n, r, i)), !0);
        case `dragenter`:
          return ((Dh = Ph(Dh, e, t, n, r, i)), !0);
        case `mouseover`:
          return ((Oh = Ph(Oh, e, t, n, r, i)), !0);
        case `pointerover`:
          var a = i.pointerId;
          return (kh.set(a, Ph(kh.get(a) || null, e, t, n, r, i)), !0);
        case `gotpointercapture`:
          return ((a = i.pointerId), Ah.set(a, Ph(Ah.get(a) || null, e, t, n, r, i)), !0);
      }
      return !1;
    }
    function Ih(e) {
      var t = Mt(e.target);
      if (t !== null) {
        var n = o(t);
        if (n !== null) {
          if (((t = n.tag), t === 13)) {
            if (((t = s(n)), t !== null)) {
              ((e.blockedOn = t),
                R(e.priority, function () {
                  gh(n);
                }));
              return;
            }
          } else if (t === 31) {
            if (((t = c(n)), t !== null)) {
              ((e.blockedOn = t),
                R(e.priority, function () {
                  gh(n);
                }));
              return;
            }
          } else if (t === 3 && n.stateNode.current.memoizedState.isDehydrated) {
            e.blockedOn = n.tag === 3 ? n.stateNode.containerInfo : null;
            return;
          }
        }
      }
      e.blockedOn = null;
    }
    function Lh(e) {
      if (e.blockedOn !== null) return !1;
      for (var t = e.targetContainers; 0 < t.length; ) {
        var n = xh(e.nativeEvent);
        if (n === null) {
          n = e.nativeEvent;
          var r = new n.constructor(n.type, n);
          ((yn = r), n.target.dispatchEvent(r), (yn = null));
        } else return ((t = Nt(n)), t !== null && hh(t), (e.blockedOn = n), !1);
        t.shift();
      }
      return !0;
    }
    function Rh(e, t, n) {
      Lh(e) && n.delete(t);
    }
    function zh() {
      ((Th = !1),
        Eh !== null && Lh(Eh) && (Eh = null),
        Dh !== null && Lh(Dh) && (Dh = null),
        Oh !== null && Lh(Oh) && (Oh = null),
        kh.forEach(Rh),
        Ah.forEach(Rh));
    }
    function Bh(e, n) {
      e.blockedOn === n &&
        ((e.blockedOn = null),
        Th || ((Th = !0), t.unstable_scheduleCallback(t.unstable_NormalPriority, zh)));
    }
    var Vh = null;
    function Hh(e) {
      Vh !== e &&
        ((Vh = e),
        t.unstable_scheduleCallback(t.unstable_NormalPriority, function () {
          Vh === e && (Vh = null);
          for (var t = 0; t < e.length; t += 3) {
            var n = e[t],
              r = e[t + 1],
              i = e[t + 2];
            if (typeof r != `function`) {
              if (Ch(r || n) === null) continue;
              break;
            }
            var a = Nt(n);
            a !== null &&
              (e.splice(t, 3),
              (t -= 3),
              ec(a, { pending: !0, data: i, method: n.method, action: r }, r, i));
          }
        }));
    }
    function Uh(e) {
      function t(t) {
        return Bh(t, e);
      }
      (Eh !== null && Bh(Eh, e),
        Dh !== null && Bh(Dh, e),
        Oh !== null && Bh(Oh, e),
        kh.forEach(t),
        Ah.forEach(t));
      for (var n = 0; n < jh.length; n++) {
        var r = jh[n];
        r.blockedOn === e && (r.blockedOn = null);
      }
      for (; 0 < jh.length && ((n = jh[0]), n.blockedOn === null); )
        (Ih(n), n.blockedOn === null && jh.shift());
      if (((n = (e.ownerDocument || e).$$reactFormReplay), n != null))
        for (r = 0; r < n.length; r += 3) {
          var i = n[r],
            a = n[r + 1],
            o = i[Ct] || null;
          if (typeof a == `function`) o || Hh(n);
          else if (o) {
            var s = null;
            if (a && a.hasAttribute(`formAction`)) {
              if (((i = a), (o = a[Ct] || null))) s = o.formAction;
              else if (Ch(i) !== null) continue;
            } else s = o.action;
            (typeof s == `function` ? (n[r + 1] = s) : (n.splice(r, 3), (r -= 3)), Hh(n));
          }
        }
    }
    function Wh() {
      function e(e) {
        e.canIntercept &&
          e.info === `react-transition` &&
          e.intercept({
            handler: function () {
              return new Promise(function (e) {
                return (i = e);
              });
            },
            focusReset: `manual`,
            scroll: `manual`,
          });
      }
      function t() {
        (i !== null && (i(), (i = null)), r || setTimeout(n, 20));
      }
      function n() {
        if (!r && !navigation.transition) {
          var e = navigation.currentEntry;
          e &&
            e.url != null &&
            navigation.navigate(e.url, {
              state: e.getState(),
              info: `react-transition`,
              history: `replace`,
            });
        }
      }
      if (typeof navigation == `object`) {
        var r = !1,
          i = null;
        return (
          navigation.addEventListener(`navigate`, e),
          navigation.addEventListener(`navigatesuccess`, t),
          navigation.addEventListener(`navigateerror`, t),
          setTimeout(n, 100),
          function () {
            ((r = !0),
              navigation.removeEventListener(`navigate`, e),
              navigation.removeEventListener(`navigatesuccess`, t),
              navigation.removeEventListener(`navigateerror`, t),
              i !== null && (i(), (i = null)));
          }
        );
      }
    }
    function Gh(e) {
      this._internalRoot = e;
    }
    ((Kh.prototype.render = Gh.prototype.render =
      function (e) {
        var t = this._internalRoot;
        if (t === null) throw Error(i(409));
        var n = t.current;
        fh(n, Nd(), e, t, null, null);
      }),
      (Kh.prototype.unmount = Gh.prototype.unmount =
        function () {
          var e = this._internalRoot;
          if (e !== null) {
            this._internalRoot = null;
            var t = e.containerInfo;
            (fh(e.current, 2, null, e, null, null), Vd(), (t[wt] = null));
          }
        }));
    function Kh(e) {
      this._internalRoot = e;
    }
    Kh.prototype.unstable_scheduleHydration = function (e) {
      if (e) {
        var t = L();
        e = { blockedOn: null, target: e, priority: t };
        for (var n = 0; n < jh.length && t !== 0 && t < jh[n].priority; n++);
        (jh.splice(n, 0, e), n === 0 && Ih(e));
      }
    };
    var qh = n.version;
    if (qh !== `19.3.1`) throw Error(i(527, qh, `19.3.1`));
    M.findDOMNode = function (e) {
      var t = e._reactInternals;
      if (t === void 0)
        throw typeof e.render == `function`
          ? Error(i(188))
          : ((e = Object.keys(e).join(`,`)), Error(i(268, e)));
      return ((e = u(t)), (e = e === null ? null : d(e)), (e = e === null ? null : e.stateNode), e);
    };
    var Jh = {
      bundleType: 0,
      version: `19.3.1`,
      rendererPackageName: `react-dom`,
      currentDispatcherRef: j,
      reconcilerVersion: `19.3.1`,
    };
    if (typeof __REACT_DEVTOOLS_GLOBAL_HOOK__ < `u`) {
      var Yh = __REACT_DEVTOOLS_GLOBAL_HOOK__;
      if (!Yh.isDisabled && Yh.supportsFiber)
        try {
          (($e = Yh.inject(Jh)), (et = Yh));
        } catch {}
    }
    e.createRoot = function (e, t) {
      if (!a(e)) throw Error(i(299));
      var n = !1,
        r = ``,
        o = Cc,
        s = wc,
        c = Tc;
      return (
        t != null &&
          (!0 === t.unstable_strictMode && (n = !0),
          t.identifierPrefix !== void 0 && (r = t.identifierPrefix),
          t.onUncaughtError !== void 0 && (o = t.onUncaughtError),
          t.onCaughtError !== void 0 && (s = t.onCaughtError),
          t.onRecoverableError !== void 0 && (c = t.onRecoverableError)),
        (t = uh(e, 1, !1, null, null, n, r, null, o, s, c, Wh)),
        (e[wt] = t.current),
        Kf(e),
        new Gh(t)
      );
    };
  }),
  De = o((e, t) => {
    function n() {
      if (
        typeof __REACT_DEVTOOLS_GLOBAL_HOOK__ < `u` &&
        typeof __REACT_DEVTOOLS_GLOBAL_HOOK__.checkDCE == `function`
      )
        try {
          __REACT_DEVTOOLS_GLOBAL_HOOK__.checkDCE(n);
        } catch (e) {
          console.error(e);
        }
    }
    (n(), (t.exports = Ee()));
  });
function Oe(...e) {
  return (...t) => {
    for (let n of e) typeof n == `function` && n(...t);
  };
}
var N = typeof document < `u` ? A.useLayoutEffect : () => {},
  ke = { prefix: String(Math.round(Math.random() * 1e10)), current: 0 },
  Ae = A.createContext(ke),
  je = A.createContext(!1);
typeof window < `u` && window.document && window.document.createElement;
var Me = new WeakMap();
function Ne(e = !1) {
  let t = (0, A.useContext)(Ae),
    n = (0, A.useRef)(null);
  if (n.current === null && !e) {
    let e =
      A.default.__SECRET_INTERNALS_DO_NOT_USE_OR_YOU_WILL_BE_FIRED?.ReactCurrentOwner?.current;
    if (e) {
      let n = Me.get(e);
      n == null
        ? Me.set(e, { id: t.current, state: e.memoizedState })
        : e.memoizedState !== n.state && ((t.current = n.id), Me.delete(e));
    }
    n.current = ++t.current;
  }
  return n.current;
}
function Pe(e) {
  let t = (0, A.useContext)(Ae),
    n = Ne(!!e),
    r = `react-aria${t.prefix}`;
  return e || `${r}-${n}`;
}
function Fe(e) {
  let t = A.useId(),
    [n] = (0, A.useState)(Be()),
    r = n ? `react-aria` : `react-aria${ke.prefix}`;
  return e || `${r}-${t}`;
}
var Ie = typeof A.useId == `function` ? Fe : Pe;
function Le() {
  return !1;
}
function Re() {
  return !0;
}
function ze(e) {
  return () => {};
}
function Be() {
  return typeof A.useSyncExternalStore == `function`
    ? A.useSyncExternalStore(ze, Le, Re)
    : (0, A.useContext)(je);
}
function Ve(e) {
  let [t, n] = (0, A.useState)(e),
    r = (0, A.useRef)(t),
    i = (0, A.useRef)(null),
    a = (0, A.useRef)(() => {
      if (!i.current) return;
      let e = i.current.next();
      e.done ? (i.current = null) : r.current === e.value ? a.current() : n(e.value);
    });
  return (
    N(() => {
      ((r.current = t), i.current && a.current());
    }),
    [
      t,
      (0, A.useCallback)(
        (e) => {
          ((i.current = e(r.current)), a.current());
        },
        [a],
      ),
    ]
  );
}
var He = !!(typeof window < `u` && window.document && window.document.createElement),
  Ue = new Map(),
  We;
typeof FinalizationRegistry < `u` &&
  (We = new FinalizationRegistry((e) => {
    Ue.delete(e);
  }));
var Ge = new WeakMap();
function Ke(e) {
  let [t, n] = (0, A.useState)(e),
    r = (0, A.useRef)(null),
    i = Ie(t),
    a = (0, A.useRef)(null),
    o = Ge.get(a);
  if ((We && o !== i && (o != null && We.unregister(a), We.register(a, i, a), Ge.set(a, i)), He)) {
    let e = Ue.get(i);
    e && !e.includes(r) ? e.push(r) : Ue.set(i, [r]);
  }
  return (
    N(() => {
      let e = i;
      return () => {
        (We && (We.unregister(a), Ge.delete(a)), Ue.delete(e));
      };
    }, [i]),
    (0, A.useEffect)(() => {
      let e = r.current;
      return (
        e && n(e),
        () => {
          e && (r.current = null);
        }
      );
    }),
    i
  );
}
function qe(e, t) {
  if (e === t) return e;
  let n = Ue.get(e);
  if (n) return (n.forEach((e) => (e.current = t)), t);
  let r = Ue.get(t);
  return r ? (r.forEach((t) => (t.current = e)), e) : t;
}
function Je(e = []) {
  let t = Ke(),
    [n, r] = Ve(t),
    i = (0, A.useCallback)(() => {
      r(function* () {
        (yield t, yield document.getElementById(t) ? t : void 0);
      });
    }, [t, r]);
  return (N(i, [t, i, ...e]), n);
}
function Ye(...e) {
  return e.length === 1 && e[0]
    ? e[0]
    : (t) => {
        let n = !1,
          r = e.map((e) => {
            let r = Xe(e, t);
            return ((n ||= typeof r == `function`), r);
          });
        if (n)
          return () => {
            r.forEach((t, n) => {
              typeof t == `function` ? t() : Xe(e[n], null);
            });
          };
      };
}
function Xe(e, t) {
  if (typeof e == `function`) return e(t);
  e != null && (e.current = t);
}
function Ze(e) {
  var t,
    n,
    r = ``;
  if (typeof e == `string` || typeof e == `number`) r += e;
  else if (typeof e == `object`) {
    if (Array.isArray(e)) {
      var i = e.length;
      for (t = 0; t < i; t++) e[t] && (n = Ze(e[t])) && (r && (r += ` `), (r += n));
    } else for (n in e) e[n] && (r && (r += ` `), (r += n));
  }
  return r;
}
function Qe() {
  for (var e, t, n = 0, r = ``, i = arguments.length; n < i; n++)
    (e = arguments[n]) && (t = Ze(e)) && (r && (r += ` `), (r += t));
  return r;
}
function P(...e) {
  let t = { ...e[0] };
  for (let n = 1; n < e.length; n++) {
    let r = e[n];
    for (let e in r) {
      let n = t[e],
        i = r[e];
      typeof n == `function` &&
      typeof i == `function` &&
      e[0] === `o` &&
      e[1] === `n` &&
      e.charCodeAt(2) >= 65 &&
      e.charCodeAt(2) <= 90
        ? (t[e] = Oe(n, i))
        : (e === `className` || e === `UNSAFE_className`) &&
            typeof n == `string` &&
            typeof i == `string`
          ? (t[e] = Qe(n, i))
          : e === `id` && n && i
            ? (t.id = qe(n, i))
            : e === `ref` && n && i
              ? (t.ref = Ye(n, i))
              : (t[e] = i === void 0 ? n : i);
    }
  }
  return t;
}
function $e(e) {
  let t = (0, A.useRef)(null),
    n = (0, A.useRef)(void 0),
    r = (0, A.useCallback)(
      (t) => {
        if (typeof e == `function`) {
          let n = e,
            r = n(t);
          return () => {
            typeof r == `function` ? r() : n(null);
          };
        }
        if (e)
          return (
            (e.current = t),
            () => {
              e.current = null;
            }
          );
      },
      [e],
    );
  return (0, A.useMemo)(
    () => ({
      get current() {
        return t.current;
      },
      set current(e) {
        ((t.current = e), (n.current &&= (n.current(), void 0)), e != null && (n.current = r(e)));
      },
    }),
    [r],
  );
}
var et = Symbol(`default`);
function tt({ values: e, children: t }) {
  for (let [n, r] of e) t = A.createElement(n.Provider, { value: r }, t);
  return t;
}
function nt(e) {
  let {
    className: t,
    style: n,
    children: r,
    defaultClassName: i,
    defaultChildren: a,
    defaultStyle: o,
    values: s,
    render: c,
  } = e;
  return (0, A.useMemo)(() => {
    let e, l, u;
    return (
      (e = typeof t == `function` ? t({ ...s, defaultClassName: i }) : t),
      (l = typeof n == `function` ? n({ ...s, defaultStyle: o || {} }) : n),
      (u = typeof r == `function` ? r({ ...s, defaultChildren: a }) : (r ?? a)),
      {
        className: e ?? i,
        style: l || o ? { ...o, ...l } : void 0,
        children: u ?? a,
        "data-rac": ``,
        render: c ? (e) => c(e, s) : void 0,
      }
    );
  }, [t, n, r, i, a, o, s, c]);
}
function rt(e, t) {
  let n = (0, A.useContext)(e);
  if (t === null) return null;
  if (n && typeof n == `object` && `slots` in n && n.slots) {
    let e = t || et;
    if (!n.slots[e]) {
      let e = new Intl.ListFormat().format(Object.keys(n.slots).map((e) => `"${e}"`)),
        r = t ? `Invalid slot "${t}".` : `A slot prop is required.`;
      throw Error(`${r} Valid slot names are ${e}.`);
    }
    return n.slots[e];
  }
  return n;
}
function it(e, t, n) {
  let { ref: r, ...i } = rt(n, e.slot) || {},
    a = $e((0, A.useMemo)(() => Ye(t, r), [t, r])),
    o = P(i, e);
  return (
    `style` in i &&
      i.style &&
      `style` in e &&
      e.style &&
      (o.style =
        typeof i.style == `function` || typeof e.style == `function`
          ? (t) => {
              let n = typeof i.style == `function` ? i.style(t) : i.style,
                r = { ...t.defaultStyle, ...n },
                a = typeof e.style == `function` ? e.style({ ...t, defaultStyle: r }) : e.style;
              return { ...r, ...a };
            }
          : { ...i.style, ...e.style }),
    [o, a]
  );
}
function at(e = !0) {
  let [t, n] = (0, A.useState)(e),
    r = (0, A.useRef)(!1),
    i = (0, A.useCallback)((e) => {
      ((r.current = !0), n(!!e));
    }, []);
  return (
    N(() => {
      r.current || n(!1);
    }, []),
    [i, t]
  );
}
function ot(e) {
  let t = /^(data-.*)$/,
    n = {};
  for (let r in e) t.test(r) || (n[r] = e[r]);
  return n;
}
function st(e, t, n) {
  let { render: r, ...i } = t,
    a = (0, A.useRef)(null),
    o = (0, A.useMemo)(() => Ye(n, a), [n, a]);
  N(() => {}, [e, r]);
  let s = { ...i, ref: o };
  return r ? r(s, void 0) : A.createElement(e, s);
}
var ct = {},
  lt = new Proxy(
    {},
    {
      get(e, t) {
        if (typeof t != `string`) return;
        let n = ct[t];
        return (n || ((n = (0, A.forwardRef)(st.bind(null, t))), (ct[t] = n)), n);
      },
    },
  ),
  ut = `react-aria-clear-focus`,
  dt = `react-aria-focus`,
  F = (e) =>
    mt(e)
      ? e.document
      : ht(e)
        ? e
        : (e?.ownerDocument ?? (typeof document < `u` ? document : void 0)),
  ft = (e) => F(e)?.defaultView ?? (typeof window < `u` ? window : void 0);
function pt(e) {
  return typeof e == `object` && !!e && `nodeType` in e && typeof e.nodeType == `number`;
}
function mt(e) {
  return typeof e == `object` && !!e && `window` in e && e.window === e;
}
function ht(e) {
  return pt(e) && e.nodeType === 9;
}
function gt(e) {
  return pt(e) && e.nodeType === 11 && `host` in e;
}
function _t(e, t, n, r) {
  if (n == null || e == null) return () => {};
  let i = Array.isArray(e) ? e : [e];
  for (let e of i) e.addEventListener(t, n, r);
  return () => {
    for (let e of i) e.removeEventListener(t, n, r);
  };
}
function vt(e, t, n, r) {
  if (e == null) return () => {};
  let i = [],
    a = Array.isArray(e) ? e : [e];
  for (let e of a) {
    let a = e.style.getPropertyValue(t),
      o = e.style.getPropertyPriority(t);
    (e.style.setProperty(t, n, r),
      i.unshift(() => {
        a ? e.style.setProperty(t, a, o) : e.style.removeProperty(t);
      }));
  }
  return () => {
    for (let e of i) e();
  };
}
var yt = !1;
function bt() {
  return yt;
}
function I(e, t) {
  if (!bt()) return t && e ? e.contains(t) : !1;
  if (!e || !t) return !1;
  let n = t;
  for (; n != null; ) {
    if (n === e) return !0;
    n =
      typeof n.assignedElements != `function` && n.assignedSlot?.parentNode
        ? n.assignedSlot.parentNode
        : gt(n)
          ? n.host
          : n.parentNode;
  }
  return !1;
}
var L = (e = document) => {
  if (!bt()) return e.activeElement;
  let t = e.activeElement;
  for (; t && `shadowRoot` in t && t.shadowRoot?.activeElement; ) t = t.shadowRoot.activeElement;
  return t;
};
function R(e) {
  if (bt() && e.target instanceof Element && e.target.shadowRoot) {
    if (`composedPath` in e) return e.composedPath()[0] ?? null;
    if (`composedPath` in e.nativeEvent) return e.nativeEvent.composedPath()[0] ?? null;
  }
  return e.target;
}
function xt(e, t) {
  if (t === null) return [];
  t ??= ft(e);
  let n = [t];
  if (!bt() || !e || e === t) return n;
  let r = `getRootNode` in t ? t.getRootNode() : null,
    i = e.getRootNode() ?? null;
  for (; gt(i) && i !== r; ) (n.push(i), (i = i.host.getRootNode()));
  return n;
}
function St(e) {
  if (!e) return !1;
  let t = e.getRootNode(),
    n = ft(e);
  if (!(t instanceof n.Document || t instanceof n.ShadowRoot)) return !1;
  let r = t.activeElement;
  return r != null && e.contains(r);
}
function Ct(e) {
  let t = Et(F(e));
  t !== e && (t && wt(t, e), e && Tt(e, t));
}
function wt(e, t) {
  (e.dispatchEvent(new FocusEvent(`blur`, { relatedTarget: t })),
    e.dispatchEvent(new FocusEvent(`focusout`, { bubbles: !0, relatedTarget: t })));
}
function Tt(e, t) {
  (e.dispatchEvent(new FocusEvent(`focus`, { relatedTarget: t })),
    e.dispatchEvent(new FocusEvent(`focusin`, { bubbles: !0, relatedTarget: t })));
}
function Et(e) {
  let t = L(e),
    n = t?.getAttribute(`aria-activedescendant`);
  return (n && e.getElementById(n)) || t;
}
function Dt(e) {
  e.focus({ preventScroll: !0 });
}
var Ot = typeof Element < `u` && `checkVisibility` in Element.prototype;
function kt(e) {
  let t = ft(e);
  if (!(e instanceof t.HTMLElement) && !(e instanceof t.SVGElement)) return !1;
  let { display: n, visibility: r } = e.style,
    i = n !== `none` && r !== `hidden` && r !== `collapse`;
  if (i) {
    let { getComputedStyle: t } = ft(e),
      { display: n, visibility: r } = t(e);
    i = n !== `none` && r !== `hidden` && r !== `collapse`;
  }
  return i;
}
function At(e, t) {
  return (
    !e.hasAttribute(`hidden`) &&
    !e.hasAttribute(`data-react-aria-prevent-focus`) &&
    (e.nodeName === `DETAILS` && t && t.nodeName !== `SUMMARY` ? e.hasAttribute(`open`) : !0)
  );
}
function jt(e, t) {
  return Ot
    ? e.checkVisibility({ visibilityProperty: !0 }) && !e.closest(`[data-react-aria-prevent-focus]`)
    : e.nodeName !== `#comment` &&
        kt(e) &&
        At(e, t) &&
        (!e.parentElement || jt(e.parentElement, e));
}
var Mt = [
    `input:not([disabled]):not([type=hidden])`,
    `select:not([disabled])`,
    `textarea:not([disabled])`,
    `button:not([disabled])`,
    `a[href]`,
    `area[href]`,
    `summary`,
    `iframe`,
    `object`,
    `embed`,
    `audio[controls]`,
    `video[controls]`,
    `[contenteditable]:not([contenteditable^="false"])`,
    `permission`,
  ],
  Nt = Mt.join(`:not([hidden]),`) + `,[tabindex]:not([disabled]):not([hidden])`;
Mt.push(`[tabindex]:not([tabindex="-1"]):not([disabled])`);
var Pt = Mt.join(`:not([hidden]):not([tabindex="-1"]),`);
function Ft(e, t) {
  return e.matches(Nt) && !Lt(e) && (t?.skipVisibilityCheck || jt(e));
}
function It(e) {
  return e.matches(Pt) && jt(e) && !Lt(e);
}
function Lt(e) {
  let t = e;
  for (; t != null; ) {
    if (t instanceof ft(t).HTMLElement && t.inert) return !0;
    t = t.parentElement;
  }
  return !1;
}
function Rt(e) {
  let t = e;
  return (
    (t.nativeEvent = e),
    (t.isDefaultPrevented = () => t.defaultPrevented),
    (t.isPropagationStopped = () => t.cancelBubble),
    (t.persist = () => {}),
    t
  );
}
function zt(e, t) {
  (Object.defineProperty(e, "target", { value: t }),
    Object.defineProperty(e, "currentTarget", { value: t }));
}
function Bt(e) {
  let t = (0, A.useRef)({ isFocused: !1, observer: null });
  return (
    N(() => {
      let e = t.current;
      return () => {
        e.observer &&= (e.observer.disconnect(), null);
      };
    }, []),
    (0, A.useCallback)(
      (n) => {
        let r = R(n);
        if (
          r instanceof HTMLButtonElement ||
          r instanceof HTMLInputElement ||
          r instanceof HTMLTextAreaElement ||
          r instanceof HTMLSelectElement
        ) {
          t.current.isFocused = !0;
          let n = r;
          (n.addEventListener(
            `focusout`,
            (r) => {
              if (((t.current.isFocused = !1), n.disabled)) {
                let t = Rt(r);
                e?.(t);
              }
              t.current.observer && (t.current.observer.disconnect(), (t.current.observer = null));
            },
            { once: !0 },
          ),
            (t.current.observer = new MutationObserver(() => {
              if (t.current.isFocused && n.disabled) {
                t.current.observer?.disconnect();
                let e = n === L() ? null : L();
                (n.dispatchEvent(new FocusEvent(`blur`, { relatedTarget: e })),
                  n.dispatchEvent(new FocusEvent(`focusout`, { bubbles: !0, relatedTarget: e })));
              }
            })),
            t.current.observer.observe(n, { attributes: !0, attributeFilter: [`disabled`] }));
        }
      },
      [e],
    )
  );
}
var Vt = !1;
function Ht(e) {
  for (; e && !Ft(e, { skipVisibilityCheck: !0 }); ) e = e.parentElement;
  let t = L(ft(e).document);
  if (!t || t === e) return;
  let n = e?.getRootNode(),
    r = n != null && gt(n) ? n : ft(e),
    i = (t) => t === e || (pt(t) && I(e, t)),
    a = (e) => e === t || (t != null && pt(e) && I(t, e));
  Vt = !0;
  let o = !1,
    s = (e) => {
      (a(R(e)) || o) && e.stopImmediatePropagation();
    },
    c = (n) => {
      (a(R(n)) || o) && (n.stopImmediatePropagation(), !e && !o && ((o = !0), Dt(t), d()));
    },
    l = (e) => {
      (i(R(e)) || o) && e.stopImmediatePropagation();
    },
    u = (e) => {
      (i(R(e)) || o) && (e.stopImmediatePropagation(), o || ((o = !0), Dt(t), d()));
    };
  (r.addEventListener(`blur`, s, !0),
    r.addEventListener(`focusout`, c, !0),
    r.addEventListener(`focusin`, u, !0),
    r.addEventListener(`focus`, l, !0));
  let d = () => {
      (cancelAnimationFrame(f),
        r.removeEventListener(`blur`, s, !0),
        r.removeEventListener(`focusout`, c, !0),
        r.removeEventListener(`focusin`, u, !0),
        r.removeEventListener(`focus`, l, !0),
        (Vt = !1),
        (o = !1));
    },
    f = requestAnimationFrame(d);
  return d;
}
function Ut(e) {
  if (typeof window > `u` || window.navigator == null) return !1;
  let t = window.navigator.userAgentData?.brands;
  return (Array.isArray(t) && t.some((t) => e.test(t.brand))) || e.test(window.navigator.userAgent);
}
function Wt(e) {
  return (
    typeof window < `u` &&
    window.navigator != null &&
    e.test(window.navigator.userAgentData?.platform || window.navigator.platform)
  );
}
function Gt(e) {
  let t = null;
  return () => ((t ??= e()), t);
}
var z = Gt(function () {
    return Wt(/^Mac/i);
  }),
  Kt = Gt(function () {
    return Wt(/^iPhone/i);
  }),
  qt = Gt(function () {
    return Wt(/^iPad/i) || (z() && navigator.maxTouchPoints > 1);
  }),
  Jt = Gt(function () {
    return Kt() || qt();
  }),
  Yt = Gt(function () {
    return z() || Jt();
  }),
  Xt = Gt(function () {
    return Ut(/AppleWebKit/i) && (Jt() || !Zt());
  }),
  Zt = Gt(function () {
    return Ut(/Chrome|CriOS|CrMo/i);
  }),
  Qt = Gt(function () {
    return Ut(/Android/i);
  });
function $t(e) {
  return e.pointerType === `` && e.isTrusted
    ? !0
    : Qt() && e.pointerType
      ? e.type === `click` && e.buttons === 1
      : e.detail === 0 && !e.pointerType;
}
function en(e) {
  return (
    (!Qt() && e.width === 0 && e.height === 0) ||
    (Qt() &&
      e.width === 1 &&
      e.height === 1 &&
      e.pressure === 0 &&
      e.detail === 0 &&
      e.pointerType === `mouse`)
  );
}
var tn = (0, A.createContext)({ isNative: !0, open: cn, useHref: (e) => e });
function nn(e) {
  let { children: t, navigate: n, useHref: r } = e,
    i = (0, A.useMemo)(
      () => ({
        isNative: !1,
        open: (e, t, r, i) => {
          sn(e, (e) => {
            an(e, t) ? n(r, i) : on(e, t);
          });
        },
        useHref: r || ((e) => e),
      }),
      [n, r],
    );
  return A.createElement(tn.Provider, { value: i }, t);
}
function rn() {
  return (0, A.useContext)(tn);
}
function an(e, t) {
  let n = e.getAttribute(`target`);
  return (
    (!n || n === `_self`) &&
    e.origin === location.origin &&
    !e.hasAttribute(`download`) &&
    !t.metaKey &&
    !t.ctrlKey &&
    !t.altKey &&
    !t.shiftKey
  );
}
function on(e, t, n = !0) {
  let { metaKey: r, ctrlKey: i, altKey: a, shiftKey: o } = t,
    s =
      Xt() && z() && !qt()
        ? new KeyboardEvent(`keydown`, {
            keyIdentifier: `Enter`,
            metaKey: r,
            ctrlKey: i,
            altKey: a,
            shiftKey: o,
          })
        : new MouseEvent(`click`, {
            metaKey: r,
            ctrlKey: i,
            altKey: a,
            shiftKey: o,
            detail: 1,
            bubbles: !0,
            cancelable: !0,
          });
  ((on.isOpening = n), Dt(e), e.dispatchEvent(s), (on.isOpening = !1));
}
on.isOpening = !1;
function sn(e, t) {
  if (e instanceof HTMLAnchorElement) t(e);
  else if (e.hasAttribute(`data-href`)) {
    let n = document.createElement(`a`);
    ((n.href = e.getAttribute(`data-href`)),
      e.hasAttribute(`data-target`) && (n.target = e.getAttribute(`data-target`)),
      e.hasAttribute(`data-rel`) && (n.rel = e.getAttribute(`data-rel`)),
      e.hasAttribute(`data-download`) && (n.download = e.getAttribute(`data-download`)),
      e.hasAttribute(`data-ping`) && (n.ping = e.getAttribute(`data-ping`)),
      e.hasAttribute(`data-referrer-policy`) &&
        (n.referrerPolicy = e.getAttribute(`data-referrer-policy`)),
      e.appendChild(n),
      t(n),
      e.removeChild(n));
  }
}
function cn(e, t) {
  sn(e, (e) => on(e, t));
}
function ln(e) {
  let t = rn().useHref(e?.href ?? ``),
    n = {};
  if (e)
    for (let r of [`href`, `target`, `rel`, `download`, `ping`, `referrerPolicy`])
      r in e && e[r] !== void 0 && (n[r] = r === `href` ? t : e[r]);
  return n;
}
function un(e, t, n, r) {
  !t.isNative &&
    e.currentTarget instanceof HTMLAnchorElement &&
    e.currentTarget.href &&
    !e.isDefaultPrevented() &&
    an(e.currentTarget, e) &&
    n &&
    (e.preventDefault(), t.open(e.currentTarget, e, n, r));
}
var dn = null,
  fn = new Set(),
  pn = new Map(),
  mn = !1,
  hn = !1,
  gn = { Tab: !0, Escape: !0 };
function _n(e, t) {
  for (let n of fn) n(e, t);
}
function vn(e) {
  return !(
    e.metaKey ||
    (!z() && e.altKey) ||
    e.ctrlKey ||
    e.key === `Control` ||
    e.key === `Shift` ||
    e.key === `Meta`
  );
}
function yn(e) {
  ((mn = !0), !on.isOpening && vn(e) && ((dn = `keyboard`), _n(`keyboard`, e)));
}
function bn(e) {
  ((dn = `pointer`),
    `pointerType` in e && e.pointerType,
    (e.type === `mousedown` || e.type === `pointerdown`) && ((mn = !0), _n(`pointer`, e)));
}
function xn(e) {
  !on.isOpening && $t(e) && ((mn = !0), (dn = `virtual`));
}
function Sn(e) {
  if (Vt) return;
  let t = R(e),
    n = ft(t),
    r = F(t);
  t === n
    ? (hn = !0)
    : t !== r &&
      e.isTrusted &&
      (!mn && !hn && ((dn = `virtual`), _n(`virtual`, e)), (mn = !1), (hn = !1));
}
function Cn() {
  Vt || ((mn = !1), (hn = !0));
}
function wn(e) {
  let t = L(F(R(e)));
  queueMicrotask(() => {
    L(F(R(e))) !== t && An(`keyboard`);
  });
}
function Tn(e) {
  if (typeof window > `u` || typeof document > `u`) return;
  let t = ft(e),
    n = F(e);
  if (pn.get(t)) return;
  let r = t.HTMLElement.prototype.focus;
  (Reflect.defineProperty(t.HTMLElement.prototype, "focus", {
    configurable: !0,
    writable: !0,
    value: function () {
      ((mn = !0), r.apply(this, arguments));
    },
  }),
    n.addEventListener(`keydown`, yn, !0),
    n.addEventListener(`keyup`, yn, !0),
    n.addEventListener(`click`, xn, !0),
    n.addEventListener(`invalid`, wn, !0),
    t.addEventListener(`focus`, Sn, !0),
    t.addEventListener(`blur`, Cn, !1),
    typeof PointerEvent < `u` &&
      (n.addEventListener(`pointerdown`, bn, !0),
      n.addEventListener(`pointermove`, bn, !0),
      n.addEventListener(`pointerup`, bn, !0)),
    t.addEventListener(
      `beforeunload`,
      () => {
        En(e);
      },
      { once: !0 },
    ),
    pn.set(t, { focus: r }));
}
var En = (e, t) => {
  let n = ft(e),
    r = F(e);
  (t && r.removeEventListener(`DOMContentLoaded`, t),
    pn.has(n) &&
      (Reflect.defineProperty(n.HTMLElement.prototype, "focus", {
        configurable: !0,
        writable: !0,
        value: pn.get(n).focus,
      }),
      r.removeEventListener(`keydown`, yn, !0),
      r.removeEventListener(`keyup`, yn, !0),
      r.removeEventListener(`click`, xn, !0),
      r.removeEventListener(`invalid`, wn, !0),
      n.removeEventListener(`focus`, Sn, !0),
      n.removeEventListener(`blur`, Cn, !1),
      typeof PointerEvent < `u` &&
        (r.removeEventListener(`pointerdown`, bn, !0),
        r.removeEventListener(`pointermove`, bn, !0),
        r.removeEventListener(`pointerup`, bn, !0)),
      pn.delete(n)));
};
function Dn(e) {
  let t = F(e),
    n;
  return (
    t.readyState === `loading`
      ? ((n = () => {
          Tn(e);
        }),
        t.addEventListener(`DOMContentLoaded`, n))
      : Tn(e),
    () => En(e, n)
  );
}
typeof document < `u` && Dn();
function On() {
  return dn !== `pointer`;
}
function kn() {
  return dn;
}
function An(e) {
  ((dn = e), _n(e, null));
}
var jn = new Set([
  `checkbox`,
  `radio`,
  `range`,
  `color`,
  `file`,
  `image`,
  `button`,
  `submit`,
  `reset`,
]);
function Mn(e, t, n) {
  let r = n ? R(n) : void 0,
    i = F(r),
    a = ft(r),
    o = a === void 0 ? HTMLInputElement : a.HTMLInputElement,
    s = a === void 0 ? HTMLTextAreaElement : a.HTMLTextAreaElement,
    c = a === void 0 ? HTMLElement : a.HTMLElement,
    l = a === void 0 ? KeyboardEvent : a.KeyboardEvent,
    u = L(i);
  return (
    (e =
      e ||
      (u instanceof o && !jn.has(u.type)) ||
      u instanceof s ||
      (u instanceof c && u.isContentEditable)),
    !(e && t === `keyboard` && n instanceof l && !gn[n.key])
  );
}
function Nn(e, t, n) {
  (Tn(),
    (0, A.useEffect)(() => {
      if (n?.enabled === !1) return;
      let t = (t, r) => {
        Mn(!!n?.isTextInput, t, r) && e(On());
      };
      return (
        fn.add(t),
        () => {
          fn.delete(t);
        }
      );
    }, t));
}
function Pn(e, t) {
  let n = ft(t),
    r = F(t);
  if (r == null || n == null) return;
  let i,
    a = `meta[name="${CSS.escape(e)}"], meta[property="${CSS.escape(e)}"]`,
    o = r.querySelector(a);
  return (
    o &&
      o instanceof n.HTMLMetaElement &&
      (e === `csp-nonce` && o.nonce && (i ??= o.nonce || void 0),
      o.content && (i ??= o.content || void 0)),
    e === `csp-nonce` && (i ??= n.__webpack_nonce__ || globalThis.__webpack_nonce__ || void 0),
    i
  );
}
var Fn = 100,
  In = 600,
  B = {
    isOpen: !1,
    screenWidth: 0,
    screenHeight: 0,
    screenAngle: 0,
    screenTimeout: 0,
    startTimeStamp: 0,
    endTimeStamp: 0,
    resizeTimeStamp: 0,
    resizeTimeout: 0,
  },
  Ln = new Set([
    `checkbox`,
    `radio`,
    `range`,
    `color`,
    `file`,
    `image`,
    `button`,
    `submit`,
    `reset`,
  ]);
function Rn() {
  let e = Number(window.visualViewport?.width ?? window.innerWidth),
    t = Number(window.visualViewport?.height ?? window.innerHeight),
    n = Number(window.visualViewport?.scale ?? 1);
  return { width: e * n, height: t * n, angle: window.screen.orientation?.angle ?? 0 };
}
function zn(e) {
  B.resizeTimeStamp <= e.timeStamp + 50 &&
    ((B.resizeTimeStamp = e.timeStamp + 150),
    window.clearTimeout(B.resizeTimeout),
    (B.resizeTimeout = window.setTimeout(Bn, 150)));
}
function Bn() {
  let e = Pn(`viewport`);
  if (Qt() && e?.includes(`overlays-content`)) return;
  let t = performance.now(),
    n = Rn(),
    r = t - B.startTimeStamp,
    i = B.screenHeight - n.height,
    a = B.screenAngle - n.angle;
  (Math.abs(a) % 180 &&
    B.screenWidth - n.height < Fn &&
    ((B.screenWidth = n.width), (B.screenHeight = n.height), (B.screenAngle = n.angle), (i = 0)),
    r > In &&
      (window.clearTimeout(B.screenTimeout),
      (B.screenTimeout = window.setTimeout(() => {
        let e = Gn(document.hasFocus() ? L() : null),
          t = Rn();
        Math.abs(B.screenAngle - t.angle) % 180 ||
          (B.isOpen && e) ||
          ((B.screenWidth = t.width),
          (B.screenHeight = t.height),
          (B.screenAngle = t.angle),
          (B.isOpen = !1));
      }, In))),
    r <= In && i >= Fn && (B.endTimeStamp = t),
    (B.isOpen = i >= Fn));
}
function Vn() {
  let e = Rn(),
    t = B.screenAngle - e.angle;
  if (Math.abs(t) % 180 && !B.isOpen) {
    let e = B.screenWidth;
    ((B.screenWidth = B.screenHeight), (B.screenHeight = e));
  }
  B.isOpen || (B.screenAngle = e.angle);
}
function Hn(e) {
  let t = Gn(R(e)),
    n = performance.now(),
    r = Rn(),
    i = B.screenHeight - r.height;
  (i < Fn &&
    t &&
    ((B.screenWidth = r.width),
    (B.screenHeight = r.height),
    (B.screenAngle = r.angle),
    (B.startTimeStamp = n)),
    t && window.clearTimeout(B.screenTimeout),
    i >= Fn && t && (B.endTimeStamp = n));
}
function Un() {
  let e = Rn();
  (_t(window.visualViewport, `resize`, Xt() ? Bn : zn),
    _t(window.screen.orientation, `change`, Vn),
    _t(window, `focus`, Hn, { capture: !0, passive: !0 }),
    (B.screenWidth = e.width),
    (B.screenHeight = e.height),
    (B.screenAngle = e.angle));
}
typeof document < `u` &&
  (document.readyState === `loading` ? _t(document, `DOMContentLoaded`, Un) : Un());
function Wn() {
  let e = Pn(`viewport`);
  return Qt() && e?.includes(`overlays-content`)
    ? !1
    : B.isOpen
      ? !0
      : B.startTimeStamp
        ? B.endTimeStamp >= B.startTimeStamp
          ? !0
          : performance.now() - B.startTimeStamp <= In
            ? B.endTimeStamp > 0 || window.navigator.maxTouchPoints > 0
            : !1
        : window.navigator.maxTouchPoints > 0;
}
function Gn(e) {
  if (!(e instanceof Element) || !Ft(e)) return !1;
  let t = e instanceof HTMLTextAreaElement,
    n = e instanceof HTMLElement && e.isContentEditable,
    r = e instanceof HTMLInputElement && !Ln.has(e.type);
  return t || n || r;
}
function Kn(e) {
  return z() ? e.metaKey : e.ctrlKey;
}
function qn() {
  return B.isOpen;
}
var Jn = A.useInsertionEffect ?? N;
function Yn(e) {
  let t = (0, A.useRef)(null);
  return (
    Jn(() => {
      t.current = e;
    }, [e]),
    (0, A.useCallback)((...e) => {
      let n = t.current;
      return n?.(...e);
    }, [])
  );
}
function Xn(e, t, n, r) {
  let i = Yn(n),
    a = n == null;
  (0, A.useEffect)(() => {
    if (!(a || e.current == null)) return _t(e.current, t, i, r);
  }, [e, t, r, a]);
}
function Zn(e, t) {
  let { id: n, "aria-label": r, "aria-labelledby": i } = e;
  return (
    (n = Ke(n)),
    i && r
      ? (i = [...new Set([n, ...i.trim().split(/\s+/)])].join(` `))
      : (i &&= i.trim().split(/\s+/).join(` `)),
    !r && !i && t && (r = t),
    { id: n, "aria-label": r, "aria-labelledby": i }
  );
}
var Qn = new Set([`Arab`, `Syrc`, `Samr`, `Mand`, `Thaa`, `Mend`, `Nkoo`, `Adlm`, `Rohg`, `Hebr`]),
  $n = new Set([
    `ae`,
    `ar`,
    `arc`,
    `bcc`,
    `bqi`,
    `ckb`,
    `dv`,
    `fa`,
    `glk`,
    `he`,
    `ku`,
    `mzn`,
    `nqo`,
    `pnb`,
    `ps`,
    `sd`,
    `ug`,
    `ur`,
    `yi`,
  ]);
function er(e) {
  if (Intl.Locale) {
    let t = new Intl.Locale(e).maximize(),
      n = typeof t.getTextInfo == `function` ? t.getTextInfo() : t.textInfo;
    if (n) return n.direction === `rtl`;
    if (t.script) return Qn.has(t.script);
  }
  let t = e.split(`-`)[0];
  return $n.has(t);
}
var tr = Symbol.for(`react-aria.i18n.locale`);
function nr() {
  let e =
    (typeof window < `u` && window[tr]) ||
    (typeof navigator < `u` && (navigator.language || navigator.userLanguage)) ||
    `en-US`;
  try {
    Intl.DateTimeFormat.supportedLocalesOf([e]);
  } catch {
    e = `en-US`;
  }
  return { locale: e, direction: er(e) ? `rtl` : `ltr` };
}
var rr = nr(),
  ir = new Set();
function ar() {
  rr = nr();
  for (let e of ir) e(rr);
}
function or() {
  let e = Be(),
    [t, n] = (0, A.useState)(rr);
  return (
    (0, A.useEffect)(
      () => (
        ir.size === 0 && window.addEventListener(`languagechange`, ar),
        ir.add(n),
        () => {
          (ir.delete(n), ir.size === 0 && window.removeEventListener(`languagechange`, ar));
        }
      ),
      [],
    ),
    e ? { locale: (typeof window < `u` && window[tr]) || `en-US`, direction: `ltr` } : t
  );
}
var sr = A.createContext(null);
function cr() {
  let e = or();
  return (0, A.useContext)(sr) || e;
}
var lr = Symbol.for(`react-aria.i18n.locale`),
  ur = Symbol.for(`react-aria.i18n.strings`),
  dr = void 0,
  fr = class e {
    constructor(e, t = `en-US`) {
      ((this.strings = Object.fromEntries(Object.entries(e).filter(([, e]) => e))),
        (this.defaultLocale = t));
    }
    getStringForLocale(e, t) {
      let n = this.getStringsForLocale(t)[e];
      if (!n) throw Error(`Could not find intl message ${e} in ${t} locale`);
      return n;
    }
    getStringsForLocale(e) {
      let t = this.strings[e];
      return (t || ((t = pr(e, this.strings, this.defaultLocale)), (this.strings[e] = t)), t);
    }
    static getGlobalDictionaryForPackage(t) {
      if (typeof window > `u`) return null;
      let n = window[lr];
      if (dr === void 0) {
        let t = window[ur];
        if (!t) return null;
        dr = {};
        for (let r in t) dr[r] = new e({ [n]: t[r] }, n);
      }
      let r = dr?.[t];
      if (!r)
        throw Error(
          `Strings for package "${t}" were not included by LocalizedStringProvider. Please add it to the list passed to createLocalizedStringDictionary.`,
        );
      return r;
    }
  };
function pr(e, t, n = `en-US`) {
  if (t[e]) return t[e];
  let r = mr(e),
    i = hr(e);
  if (i && t[`${r}-${i}`]) return t[`${r}-${i}`];
  if (t[r]) return t[r];
  for (let e in t) if (e.startsWith(r + `-`)) return t[e];
  return t[n];
}
function mr(e) {
  return Intl.Locale ? new Intl.Locale(e).language : e.split(`-`)[0];
}
function hr(e) {
  if (Intl.Locale) return new Intl.Locale(e).script;
}
var gr = new Map(),
  _r = new Map(),
  vr = class {
    constructor(e, t) {
      ((this.locale = e), (this.strings = t));
    }
    format(e, t) {
      let n = this.strings.getStringForLocale(e, this.locale);
      return typeof n == `function` ? n(t, this) : n;
    }
    plural(e, t, n = `cardinal`) {
      let r = t[`=` + e];
      if (r) return typeof r == `function` ? r() : r;
      let i = this.locale + `:` + n,
        a = gr.get(i);
      return (
        a || ((a = new Intl.PluralRules(this.locale, { type: n })), gr.set(i, a)),
        (r = t[a.select(e)] || t.other),
        typeof r == `function` ? r() : r
      );
    }
    number(e) {
      let t = _r.get(this.locale);
      return (t || ((t = new Intl.NumberFormat(this.locale)), _r.set(this.locale, t)), t.format(e));
    }
    select(e, t) {
      let n = e[t] || e.other;
      return typeof n == `function` ? n() : n;
    }
  },
  yr = new WeakMap();
function br(e) {
  let t = yr.get(e);
  return (t || ((t = new fr(e)), yr.set(e, t)), t);
}
function xr(e, t) {
  return (t && fr.getGlobalDictionaryForPackage(t)) || br(e);
}
function Sr(e, t) {
  let { locale: n } = cr(),
    r = xr(e, t);
  return (0, A.useMemo)(() => new vr(n, r), [n, r]);
}
var Cr = A.useInsertionEffect ?? A.useLayoutEffect;
function wr(e, t, n) {
  let [r, i] = (0, A.useState)(e || t),
    a = (0, A.useRef)(r),
    o = (0, A.useRef)(e !== void 0),
    s = e !== void 0;
  (0, A.useEffect)(() => {
    (o.current, (o.current = s));
  }, [s]);
  let c = s ? e : r;
  Cr(() => {
    a.current = c;
  });
  let [, l] = (0, A.useReducer)(() => ({}), {});
  return [
    c,
    (0, A.useCallback)(
      (e, ...t) => {
        let r = typeof e == `function` ? e(a.current) : e;
        Object.is(a.current, r) || ((a.current = r), i(r), l(), n?.(r, ...t));
      },
      [n],
    ),
  ];
}
var Tr = (0, A.createContext)(null),
  Er = class {
    constructor(e) {
      ((this.value = null),
        (this.level = 0),
        (this.hasChildNodes = !1),
        (this.rendered = null),
        (this.textValue = ``),
        (this[`aria-label`] = void 0),
        (this.index = 0),
        (this.parentKey = null),
        (this.prevKey = null),
        (this.nextKey = null),
        (this.firstChildKey = null),
        (this.lastChildKey = null),
        (this.props = {}),
        (this.colSpan = null),
        (this.colIndex = null),
        (this.type = this.constructor.type),
        (this.key = e));
    }
    get childNodes() {
      throw Error(`childNodes is not supported`);
    }
    clone() {
      let e = new this.constructor(this.key);
      return (
        (e.value = this.value),
        (e.level = this.level),
        (e.hasChildNodes = this.hasChildNodes),
        (e.rendered = this.rendered),
        (e.textValue = this.textValue),
        (e[`aria-label`] = this[`aria-label`]),
        (e.index = this.index),
        (e.parentKey = this.parentKey),
        (e.prevKey = this.prevKey),
        (e.nextKey = this.nextKey),
        (e.firstChildKey = this.firstChildKey),
        (e.lastChildKey = this.lastChildKey),
        (e.props = this.props),
        (e.render = this.render),
        (e.colSpan = this.colSpan),
        (e.colIndex = this.colIndex),
        e
      );
    }
    filter(e, t, n) {
      let r = this.clone();
      return (t.addDescendants(r, e), r);
    }
  },
  Dr = class extends Er {
    filter(e, t, n) {
      let [r, i] = jr(e, t, this.firstChildKey, n),
        a = this.clone();
      return ((a.firstChildKey = r), (a.lastChildKey = i), a);
    }
  };
(class extends Er {
  static {
    this.type = `header`;
  }
});
var Or = class extends Er {
    static {
      this.type = `loader`;
    }
  },
  kr = class extends Dr {
    static {
      this.type = `item`;
    }
    filter(e, t, n) {
      if (n(this.textValue, this)) {
        let n = this.clone();
        return (t.addDescendants(n, e), n);
      }
      return null;
    }
  };
(class extends Dr {
  static {
    this.type = `section`;
  }
  filter(e, t, n) {
    let r = super.filter(e, t, n);
    if (r && r.lastChildKey !== null) {
      let t = e.getItem(r.lastChildKey);
      if (t && t.type !== `header`) return r;
    }
    return null;
  }
});
var Ar = class {
  get size() {
    return this.itemCount;
  }
  getKeys() {
    return this.keyMap.keys();
  }
  *[Symbol.iterator]() {
    let e = this.firstKey == null ? void 0 : this.keyMap.get(this.firstKey);
    for (; e; ) (yield e, (e = e.nextKey == null ? void 0 : this.keyMap.get(e.nextKey)));
  }
  getChildren(e) {
    let t = this.keyMap;
    return {
      *[Symbol.iterator]() {
        let n = t.get(e),
          r = n?.firstChildKey == null ? null : t.get(n.firstChildKey);
        for (; r; ) (yield r, (r = r.nextKey == null ? void 0 : t.get(r.nextKey)));
      },
    };
  }
  getKeyBefore(e) {
    let t = this.keyMap.get(e);
    if (!t) return null;
    if (t.prevKey != null) {
      for (t = this.keyMap.get(t.prevKey); t && t.type !== `item` && t.lastChildKey != null; )
        t = this.keyMap.get(t.lastChildKey);
      return t?.key ?? null;
    }
    return t.parentKey;
  }
  getKeyAfter(e) {
    let t = this.keyMap.get(e);
    if (!t) return null;
    if (t.type !== `item` && t.firstChildKey != null) return t.firstChildKey;
    for (; t; ) {
      if (t.nextKey != null) return t.nextKey;
      if (t.parentKey != null) t = this.keyMap.get(t.parentKey);
      else return null;
    }
    return null;
  }
  getFirstKey() {
    return this.firstKey;
  }
  getLastKey() {
    let e = this.lastKey == null ? null : this.keyMap.get(this.lastKey);
    for (; e?.lastChildKey != null; ) e = this.keyMap.get(e.lastChildKey);
    return e?.key ?? null;
  }
  getItem(e) {
    return this.keyMap.get(e) ?? null;
  }
  at() {
    throw Error(`Not implemented`);
  }
  clone() {
    let e = this.constructor,
      t = new e();
    return (
      (t.keyMap = new Map(this.keyMap)),
      (t.firstKey = this.firstKey),
      (t.lastKey = this.lastKey),
      (t.itemCount = this.itemCount),
      t
    );
  }
  addNode(e) {
    if (this.frozen) throw Error(`Cannot add a node to a frozen collection`);
    (e.type === `item` && this.keyMap.get(e.key) == null && this.itemCount++,
      this.keyMap.set(e.key, e));
  }
  addDescendants(e, t) {
    this.addNode(e);
    let n = t.getChildren(e.key);
    for (let e of n) this.addDescendants(e, t);
  }
  removeNode(e) {
    if (this.frozen) throw Error(`Cannot remove a node to a frozen collection`);
    let t = this.keyMap.get(e);
    (t != null && t.type === `item` && this.itemCount--, this.keyMap.delete(e));
  }
  commit(e, t, n = !1) {
    if (this.frozen) throw Error(`Cannot commit a frozen collection`);
    ((this.firstKey = e), (this.lastKey = t), (this.frozen = !n));
  }
  filter(e) {
    let t = new this.constructor(),
      [n, r] = jr(this, t, this.firstKey, e);
    return (t?.commit(n, r), t);
  }
  constructor() {
    ((this.keyMap = new Map()),
      (this.firstKey = null),
      (this.lastKey = null),
      (this.frozen = !1),
      (this.itemCount = 0));
  }
};
function jr(e, t, n, r) {
  if (n == null) return [null, null];
  let i = null,
    a = null,
    o = e.getItem(n);
  for (; o != null; ) {
    let n = o.filter(e, t, r);
    (n != null &&
      ((n.nextKey = null),
      a && ((n.prevKey = a.key), (a.nextKey = n.key)),
      (i ??= n),
      t.addNode(n),
      (a = n)),
      (o = o.nextKey == null ? null : e.getItem(o.nextKey)));
  }
  if (a && a.type === `separator`) {
    let e = a.prevKey;
    (t.removeNode(a.key), e == null ? (a = null) : ((a = t.getItem(e)), (a.nextKey = null)));
  }
  return [i?.key ?? null, a?.key ?? null];
}
var Mr = class {
    constructor(e) {
      ((this._firstChild = null),
        (this._lastChild = null),
        (this._previousSibling = null),
        (this._nextSibling = null),
        (this._parentNode = null),
        (this._minInvalidChildIndex = null),
        (this.ownerDocument = e));
    }
    *[Symbol.iterator]() {
      let e = this.firstChild;
      for (; e; ) (yield e, (e = e.nextSibling));
    }
    get firstChild() {
      return this._firstChild;
    }
    set firstChild(e) {
      ((this._firstChild = e), this.ownerDocument.markDirty(this));
    }
    get lastChild() {
      return this._lastChild;
    }
    set lastChild(e) {
      ((this._lastChild = e), this.ownerDocument.markDirty(this));
    }
    get previousSibling() {
      return this._previousSibling;
    }
    set previousSibling(e) {
      ((this._previousSibling = e), this.ownerDocument.markDirty(this));
    }
    get nextSibling() {
      return this._nextSibling;
    }
    set nextSibling(e) {
      ((this._nextSibling = e), this.ownerDocument.markDirty(this));
    }
    get parentNode() {
      return this._parentNode;
    }
    set parentNode(e) {
      ((this._parentNode = e), this.ownerDocument.markDirty(this));
    }
    get isConnected() {
      return this.parentNode?.isConnected || !1;
    }
    invalidateChildIndices(e) {
      (this._minInvalidChildIndex == null ||
        !this._minInvalidChildIndex.isConnected ||
        e.index < this._minInvalidChildIndex.index) &&
        ((this._minInvalidChildIndex = e), this.ownerDocument.markDirty(this));
    }
    updateChildIndices() {
      let e = this._minInvalidChildIndex;
      for (; e; )
        ((e.index = e.previousSibling ? e.previousSibling.index + 1 : 0), (e = e.nextSibling));
      this._minInvalidChildIndex = null;
    }
    appendChild(e) {
      (e.parentNode && e.parentNode.removeChild(e),
        (this.firstChild ??= e),
        this.lastChild
          ? ((this.lastChild.nextSibling = e),
            (e.index = this.lastChild.index + 1),
            (e.previousSibling = this.lastChild))
          : ((e.previousSibling = null), (e.index = 0)),
        (e.parentNode = this),
        (e.nextSibling = null),
        (this.lastChild = e),
        this.ownerDocument.markDirty(this),
        this.isConnected && this.ownerDocument.queueUpdate());
    }
    insertBefore(e, t) {
      if (t == null) return this.appendChild(e);
      (e.parentNode && e.parentNode.removeChild(e),
        (e.nextSibling = t),
        (e.previousSibling = t.previousSibling),
        (e.index = t.index - 1),
        this.firstChild === t
          ? (this.firstChild = e)
          : t.previousSibling && (t.previousSibling.nextSibling = e),
        (t.previousSibling = e),
        (e.parentNode = t.parentNode),
        this.invalidateChildIndices(e),
        this.isConnected && this.ownerDocument.queueUpdate());
    }
    removeChild(e) {
      e.parentNode === this &&
        (this._minInvalidChildIndex === e && (this._minInvalidChildIndex = null),
        e.nextSibling &&
          (this.invalidateChildIndices(e.nextSibling),
          (e.nextSibling.previousSibling = e.previousSibling)),
        e.previousSibling && (e.previousSibling.nextSibling = e.nextSibling),
        this.firstChild === e && (this.firstChild = e.nextSibling),
        this.lastChild === e && (this.lastChild = e.previousSibling),
        (e.parentNode = null),
        (e.nextSibling = null),
        (e.previousSibling = null),
        (e.index = 0),
        this.ownerDocument.markDirty(e),
        this.isConnected && this.ownerDocument.queueUpdate());
    }
    addEventListener() {}
    removeEventListener() {}
    get previousVisibleSibling() {
      let e = this.previousSibling;
      for (; e && e.isHidden; ) e = e.previousSibling;
      return e;
    }
    get nextVisibleSibling() {
      let e = this.nextSibling;
      for (; e && e.isHidden; ) e = e.nextSibling;
      return e;
    }
    get firstVisibleChild() {
      let e = this.firstChild;
      for (; e && e.isHidden; ) e = e.nextSibling;
      return e;
    }
    get lastVisibleChild() {
      let e = this.lastChild;
      for (; e && e.isHidden; ) e = e.previousSibling;
      return e;
    }
  },
  Nr = class e extends Mr {
    constructor(e, t) {
      (super(t),
        (this.nodeType = 8),
        (this.isMutated = !0),
        (this._index = 0),
        (this.isHidden = !1),
        (this.node = null));
    }
    get index() {
      return this._index;
    }
    set index(e) {
      ((this._index = e), this.ownerDocument.markDirty(this));
    }
    get level() {
      return this.parentNode instanceof e
        ? this.parentNode.level + +(this.parentNode.node?.type === `item`)
        : 0;
    }
    getMutableNode() {
      return this.node == null
        ? null
        : ((this.isMutated ||= ((this.node = this.node.clone()), !0)),
          this.ownerDocument.markDirty(this),
          this.node);
    }
    updateNode() {
      let t = this.nextVisibleSibling,
        n = this.getMutableNode();
      if (
        n != null &&
        ((n.index = this.index),
        (n.level = this.level),
        (n.parentKey = this.parentNode instanceof e ? (this.parentNode.node?.key ?? null) : null),
        (n.prevKey = this.previousVisibleSibling?.node?.key ?? null),
        (n.nextKey = t?.node?.key ?? null),
        (n.hasChildNodes = !!this.firstChild),
        (n.firstChildKey = this.firstVisibleChild?.node?.key ?? null),
        (n.lastChildKey = this.lastVisibleChild?.node?.key ?? null),
        (n.colSpan != null || n.colIndex != null) && t)
      ) {
        let e = (n.colIndex ?? n.index) + (n.colSpan ?? 1);
        if (t.node != null && e !== t.node.colIndex) {
          let n = t.getMutableNode();
          n.colIndex = e;
        }
      }
    }
    setProps(e, t, n, r, i) {
      let a,
        { value: o, textValue: s, id: c, ...l } = e;
      if (
        (this.node == null
          ? ((a = new n(c ?? `react-aria-${++this.ownerDocument.nodeId}`)), (this.node = a))
          : (a = this.getMutableNode()),
        (l.ref = t),
        (a.props = l),
        (a.rendered = r),
        (a.render = i),
        (a.value = o),
        e[`aria-label`] && (a[`aria-label`] = e[`aria-label`]),
        (a.textValue =
          s || (typeof l.children == `string` ? l.children : ``) || e[`aria-label`] || ``),
        c != null && c !== a.key)
      )
        throw Error(`Cannot change the id of an item`);
      (l.colSpan != null && (a.colSpan = l.colSpan),
        this.isConnected && this.ownerDocument.queueUpdate());
    }
    get style() {
      let e = this;
      return {
        get display() {
          return e.isHidden ? `none` : ``;
        },
        set display(t) {
          let n = t === `none`;
          if (e.isHidden !== n) {
            (e.parentNode?.firstVisibleChild === e || e.parentNode?.lastVisibleChild === e) &&
              e.ownerDocument.markDirty(e.parentNode);
            let t = e.previousVisibleSibling,
              r = e.nextVisibleSibling;
            (t && e.ownerDocument.markDirty(t),
              r && e.ownerDocument.markDirty(r),
              (e.isHidden = n),
              e.ownerDocument.markDirty(e));
          }
        },
      };
    }
    hasAttribute() {}
    setAttribute() {}
    setAttributeNS() {}
    removeAttribute() {}
  },
  Pr = class extends Mr {
    constructor(e) {
      (super(null),
        (this.nodeType = 11),
        (this.ownerDocument = this),
        (this.dirtyNodes = new Set()),
        (this.isSSR = !1),
        (this.nodeId = 0),
        (this.nodesByProps = new WeakMap()),
        (this.keyOwners = new Map()),
        (this.nextCollection = null),
        (this.subscriptions = new Set()),
        (this.queuedRender = !1),
        (this.inSubscription = !1),
        (this.collection = e),
        (this.nextCollection = e));
    }
    get isConnected() {
      return !0;
    }
    createElement(e) {
      return new Nr(e, this);
    }
    getMutableCollection() {
      return ((this.nextCollection ||= this.collection.clone()), this.nextCollection);
    }
    markDirty(e) {
      this.dirtyNodes.add(e);
    }
    addNode(e) {
      if (e.isHidden || e.node == null) return;
      let t = this.getMutableCollection();
      if (!t.getItem(e.node.key)) for (let t of e) this.addNode(t);
      t.addNode(e.node);
    }
    removeNode(e) {
      for (let t of e) this.removeNode(t);
      e.node && this.getMutableCollection().removeNode(e.node.key);
    }
    getCollection() {
      return (
        this.inSubscription || ((this.queuedRender = !1), this.updateCollection()),
        this.collection
      );
    }
    updateCollection() {
      for (let e of this.dirtyNodes)
        e instanceof Nr && (!e.isConnected || e.isHidden)
          ? this.removeNode(e)
          : e.updateChildIndices();
      for (let e of this.dirtyNodes)
        e instanceof Nr
          ? (e.isConnected && !e.isHidden && (e.updateNode(), this.addNode(e)),
            e.node && this.dirtyNodes.delete(e),
            (e.isMutated = !1))
          : this.dirtyNodes.delete(e);
      this.nextCollection &&
        (this.nextCollection.commit(
          this.firstVisibleChild?.node?.key ?? null,
          this.lastVisibleChild?.node?.key ?? null,
          this.isSSR,
        ),
        this.isSSR || ((this.collection = this.nextCollection), (this.nextCollection = null)));
    }
    queueUpdate() {
      if (!(this.dirtyNodes.size === 0 || this.queuedRender)) {
        ((this.queuedRender = !0),
          (this.inSubscription = !0),
          this.isSSR || (this.collection = this.collection.clone()));
        for (let e of this.subscriptions) e();
        this.inSubscription = !1;
      }
    }
    subscribe(e) {
      return (
        this.subscriptions.add(e),
        this.queuedRender && e(),
        () => this.subscriptions.delete(e)
      );
    }
    resetAfterSSR() {
      this.isSSR &&
        ((this.isSSR = !1),
        (this.firstChild = null),
        (this.lastChild = null),
        (this.nodeId = 0),
        this.keyOwners.clear());
    }
  };
function Fr(e) {
  let { children: t, items: n, idScope: r, addIdAndValue: i, dependencies: a = [] } = e,
    o = (0, A.useMemo)(() => void 0, [t]),
    s = (0, A.useMemo)(() => new WeakMap(), [...a, o]);
  return (0, A.useMemo)(() => {
    if (n && typeof t == `function`) {
      let e = [];
      for (let a of n) {
        let n = Ir(a) ? a : null,
          o = n ? s.get(n) : null;
        if (!o) {
          o = t(a);
          let c = o.props.id ?? a?.key ?? a?.id;
          r != null && o.props.id == null && c != null && (c = r + `:` + c);
          let l = c ?? e.length;
          ((o = (0, A.cloneElement)(o, i ? { key: l, id: c, value: a } : { key: l })),
            n && s.set(n, o));
        }
        e.push(o);
      }
      return e;
    }
    if (typeof t != `function`) return t;
  }, [t, n, s, r, i]);
}
function Ir(e) {
  switch (typeof e) {
    case `object`:
      return e != null;
    case `function`:
    case `symbol`:
      return !0;
    default:
      return !1;
  }
}
var Lr = new Map(),
  Rr = new Set();
function zr(e) {
  return `propertyName` in e;
}
function Br(e) {
  let t = R(e);
  if (!zr(e) || !t) return;
  let n = Lr.get(t);
  (n || ((n = new Set()), Lr.set(t, n), t.addEventListener(`transitioncancel`, Vr, { once: !0 })),
    n.add(e.propertyName));
}
function Vr(e) {
  let t = R(e);
  if (!zr(e) || !t) return;
  let n = Lr.get(t);
  if (
    n &&
    (n.delete(e.propertyName),
    n.size === 0 && (t.removeEventListener(`transitioncancel`, Vr), Lr.delete(t)),
    Lr.size === 0)
  )
    for (let e of Rr) (e(!0), Rr.delete(e));
}
function Hr() {
  (_t(document, `transitionrun`, Br), _t(document, `transitionend`, Vr));
}
function Ur() {
  for (let [e] of Lr) `isConnected` in e && !e.isConnected && Lr.delete(e);
}
typeof document < `u` &&
  (document.readyState === `loading` ? _t(document, `DOMContentLoaded`, Hr) : Hr());
function Wr(e) {
  let t = window.requestAnimationFrame(() => {
    if ((Ur(), Lr.size === 0)) return e(!1);
    Rr.add(e);
  });
  return () => {
    (window.cancelAnimationFrame(t), Rr.delete(e));
  };
}
function Gr(e) {
  if (!e.isConnected) return;
  let t = F(e);
  if (kn() === `virtual`) {
    let n = L(t);
    Wr(() => {
      let r = L(t);
      (r === n || r === t.body) && e.isConnected && Dt(e);
    });
  } else Dt(e);
}
function Kr(e) {
  let { isDisabled: t, onFocus: n, onBlur: r, onFocusChange: i } = e,
    a = (0, A.useCallback)(
      (e) => {
        if (R(e) === e.currentTarget) return (r && r(e), i && i(!1), !0);
      },
      [r, i],
    ),
    o = Bt(a),
    s = (0, A.useCallback)(
      (e) => {
        let t = R(e),
          r = F(t),
          a = r ? L(r) : L();
        t === e.currentTarget && t === a && (n && n(e), i && i(!0), o(e));
      },
      [i, n, o],
    );
  return {
    focusProps: { onFocus: !t && (n || i || r) ? s : void 0, onBlur: !t && (r || i) ? a : void 0 },
  };
}
function qr(e) {
  if (e)
    return (t) => {
      let n = !0;
      (e({
        ...t,
        preventDefault() {
          t.preventDefault();
        },
        isDefaultPrevented() {
          return t.isDefaultPrevented();
        },
        stopPropagation() {
          n = !0;
        },
        continuePropagation() {
          ((n = !1), typeof t.continuePropagation == `function` && t.continuePropagation());
        },
        isPropagationStopped() {
          return n;
        },
      }),
        n &&
          !(typeof t.isPropagationStopped == `function` && t.isPropagationStopped()) &&
          t.stopPropagation());
    };
}
var Jr = new Set([`shift`, `alt`, `control`, `meta`, `mod`]),
  Yr = [`Alt`, `Control`, `Meta`, `Shift`];
function Xr(e) {
  let t = new Set();
  return (
    e.alt && t.add(`Alt`),
    e.shift && t.add(`Shift`),
    e.ctrl && t.add(`Control`),
    e.meta && t.add(`Meta`),
    e.mod && t.add(z() ? `Meta` : `Control`),
    t
  );
}
function Zr(e) {
  let t = new Set();
  return (
    e.altKey && t.add(`Alt`),
    e.ctrlKey && t.add(`Control`),
    e.metaKey && t.add(`Meta`),
    e.shiftKey && t.add(`Shift`),
    t
  );
}
function Qr(e) {
  return Yr.filter((t) => e.has(t));
}
function $r(e) {
  let t = e.split(`+`).reduce(
    (e, t) => {
      let n = t.toLowerCase();
      return (
        Jr.has(n)
          ? n === `shift`
            ? (e.shift = !0)
            : n === `alt`
              ? (e.alt = !0)
              : n === `control`
                ? (e.ctrl = !0)
                : n === `meta`
                  ? (e.meta = !0)
                  : n === `mod` && (e.mod = !0)
          : (e.key = t),
        e
      );
    },
    { shift: !1, alt: !1, ctrl: !1, meta: !1, mod: !1, key: `` },
  );
  if (t.key === ``)
    throw Error(
      `Invalid keyboard shortcut: "${e}". Must include exactly one non-modifier key (e.g. "a", "Enter", "ArrowDown"). Combine any of Shift, Alt, Ctrl, Meta, and Mod.`,
    );
  return t;
}
function ei(e) {
  return e.toLowerCase();
}
var ti = {
  space: ` `,
  esc: `escape`,
  del: `delete`,
  ins: `insert`,
  left: `arrowleft`,
  right: `arrowright`,
  up: `arrowup`,
  down: `arrowdown`,
  pageup: `pageup`,
  pagedown: `pagedown`,
};
function ni(e) {
  let t = ei(e);
  return ti[t] ?? t;
}
function ri(e) {
  let t = Qr(Xr(e)),
    n = ni(e.key);
  return t.length > 0 ? `${t.join(`+`)}+${n}` : n;
}
function ii(e) {
  let t = Qr(Zr(e)),
    n = ei(e.key);
  return (t.length > 0 ? `${t.join(`+`)}+` : ``) + n;
}
function ai(e) {
  let t = new Map();
  for (let [n, r] of Object.entries(e)) {
    let e = $r(n);
    t.set(ri(e), r);
  }
  return (e) => {
    let n = ii(e),
      r = t.get(n),
      i = r?.(e);
    (i === void 0 && r !== void 0
      ? (i = { shouldContinuePropagation: !1, shouldPreventDefault: !0 })
      : typeof i == `boolean` && (i = { shouldContinuePropagation: !i, shouldPreventDefault: i }),
      i?.shouldPreventDefault && e.preventDefault(),
      (!r || i?.shouldContinuePropagation) && e.continuePropagation());
  };
}
function oi(e) {
  let { shortcuts: t, allowRepeats: n = !1, allowComposing: r = !1 } = e,
    i,
    a;
  if (t) {
    let o = ai(t),
      s = qr((e) => {
        I(e.currentTarget, R(e))
          ? (e.nativeEvent?.repeat && !n) || (e.nativeEvent?.isComposing && !r)
            ? e.continuePropagation()
            : o(e)
          : e.continuePropagation();
      }),
      c = qr((e) => {
        (I(e.currentTarget, R(e)) && ((e.nativeEvent?.repeat && !n) || e.nativeEvent?.isComposing),
          e.continuePropagation());
      });
    ((i = e.onKeyDown ? Oe(e.onKeyDown, s) : s), (a = e.onKeyUp ? Oe(e.onKeyUp, c) : c));
  } else ((i = qr(e.onKeyDown)), (a = qr(e.onKeyUp)));
  return { keyboardProps: e.isDisabled ? {} : { onKeyDown: i, onKeyUp: a } };
}
function si(e, t) {
  N(() => {
    if (e && e.ref && t)
      return (
        (e.ref.current = t.current),
        () => {
          e.ref && (e.ref.current = null);
        }
      );
  });
}
var ci = A.createContext(null);
function li(e) {
  let t = (0, A.useContext)(ci) || {};
  si(t, e);
  let { ref: n, ...r } = t;
  return r;
}
function ui(e, t) {
  let { focusProps: n } = Kr(e),
    { keyboardProps: r } = oi(e),
    i = P(n, r),
    a = li(t),
    o = e.isDisabled ? {} : a,
    s = (0, A.useRef)(e.autoFocus);
  (0, A.useEffect)(() => {
    (s.current && t.current && Gr(t.current), (s.current = !1));
  }, [t]);
  let c = e.excludeFromTabOrder ? -1 : 0;
  return (e.isDisabled && (c = void 0), { focusableProps: P({ ...i, tabIndex: c }, o) });
}
typeof HTMLTemplateElement < `u` &&
  (Object.defineProperty(HTMLTemplateElement.prototype, "firstChild", {
    configurable: !0,
    enumerable: !0,
    get: function () {
      return this.content.firstChild;
    },
  }),
  Object.defineProperty(HTMLTemplateElement.prototype, "appendChild", {
    configurable: !0,
    enumerable: !0,
    value: function (e) {
      return this.content.appendChild(e);
    },
  }),
  Object.defineProperty(HTMLTemplateElement.prototype, "removeChild", {
    configurable: !0,
    enumerable: !0,
    value: function (e) {
      return this.content.removeChild(e);
    },
  }),
  Object.defineProperty(HTMLTemplateElement.prototype, "insertBefore", {
    configurable: !0,
    enumerable: !0,
    value: function (e, t) {
      return this.content.insertBefore(e, t);
    },
  }));
var di = (0, A.createContext)(!1);
function fi(e) {
  if ((0, A.useContext)(di)) return A.createElement(A.Fragment, null, e.children);
  let t = A.createElement(di.Provider, { value: !0 }, e.children);
  return A.createElement(`template`, null, t);
}
function pi(e) {
  let t = (t, n) => ((0, A.useContext)(di) ? null : e(t, n));
  return ((t.displayName = e.displayName || e.name), (0, A.forwardRef)(t));
}
function mi() {
  return (0, A.useContext)(di);
}
var hi = o((e) => {
    var t = ue();
    function n(e, t) {
      return (e === t && (e !== 0 || 1 / e == 1 / t)) || (e !== e && t !== t);
    }
    var r = typeof Object.is == `function` ? Object.is : n,
      i = t.useState,
      a = t.useEffect,
      o = t.useLayoutEffect,
      s = t.useDebugValue;
    function c(e, t) {
      var n = t(),
        r = i({ inst: { value: n, getSnapshot: t } }),
        c = r[0].inst,
        u = r[1];
      return (
        o(
          function () {
            ((c.value = n), (c.getSnapshot = t), l(c) && u({ inst: c }));
          },
          [e, n, t],
        ),
        a(
          function () {
            return (
              l(c) && u({ inst: c }),
              e(function () {
                l(c) && u({ inst: c });
              })
            );
          },
          [e],
        ),
        s(n),
        n
      );
    }
    function l(e) {
      var t = e.getSnapshot;
      e = e.value;
      try {
        var n = t();
        return !r(e, n);
      } catch {
        return !0;
      }
    }
    function u(e, t) {
      return t();
    }
    var d =
      typeof window > `u` || window.document === void 0 || window.document.createElement === void 0
        ? u
        : c;
    e.useSyncExternalStore = t.useSyncExternalStore === void 0 ? d : t.useSyncExternalStore;
  }),
  gi = o((e, t) => {
    t.exports = hi();
  }),
  _i = c(Te(), 1),
  vi = gi(),
  yi = (0, A.createContext)(!1),
  bi = (0, A.createContext)(null);
function xi(e) {
  if ((0, A.useContext)(bi)) return e.content;
  let { collection: t, document: n } = Ti(e.createCollection);
  return A.createElement(
    A.Fragment,
    null,
    A.createElement(fi, null, A.createElement(bi.Provider, { value: n }, e.content)),
    A.createElement(Si, { render: e.children, collection: t }),
  );
}
function Si({ collection: e, render: t }) {
  return t(e);
}
function Ci(e, t, n) {
  let r = Be(),
    i = (0, A.useRef)(r);
  i.current = r;
  let a = (0, A.useCallback)(() => (i.current ? n() : t()), [t, n]);
  return (0, vi.useSyncExternalStore)(e, a);
}
var wi = typeof A.useSyncExternalStore == `function` ? A.useSyncExternalStore : Ci;
function Ti(e) {
  let [t] = (0, A.useState)(() => new Pr(e?.() || new Ar()));
  return {
    collection: wi(
      (0, A.useCallback)((e) => t.subscribe(e), [t]),
      (0, A.useCallback)(() => {
        let e = t.getCollection();
        return (t.isSSR && t.resetAfterSSR(), e);
      }, [t]),
      (0, A.useCallback)(() => ((t.isSSR = !0), t.getCollection()), [t]),
    ),
    document: t,
  };
}
var Ei = (0, A.createContext)(null);
function Di(e) {
  return class extends Er {
    static {
      this.type = e;
    }
  };
}
function Oi(e, t, n, r, i, a) {
  typeof e == `string` && (e = Di(e));
  let o = (0, A.useCallback)(
      (i) => {
        i?.setProps(t, n, e, r, a);
      },
      [t, n, r, a, e],
    ),
    s = (0, A.useContext)(Ei);
  if (s) {
    let o = s.ownerDocument.nodesByProps.get(t);
    return (
      o ||
        ((o = s.ownerDocument.createElement(e.type)),
        o.setProps(t, n, e, r, a),
        s.appendChild(o),
        s.ownerDocument.updateCollection(),
        s.ownerDocument.nodesByProps.set(t, o)),
      i ? A.createElement(Ei.Provider, { value: o }, i) : null
    );
  }
  return A.createElement(e.type, { ref: o }, i);
}
function ki(e, t) {
  let n = ({ node: e }) => t(e.props, e.props.ref, e),
    r = (0, A.forwardRef)((r, i) => {
      let a = (0, A.useContext)(ci);
      if (!(0, A.useContext)(yi)) {
        if (t.length >= 3) throw Error(t.name + ` cannot be rendered outside a collection.`);
        return t(r, i);
      }
      return Oi(e, r, i, `children` in r ? r.children : null, null, (e) =>
        A.createElement(ci.Provider, { value: a }, A.createElement(n, { node: e })),
      );
    });
  return ((r.displayName = t.name), r);
}
function Ai(e) {
  return Fr({ ...e, addIdAndValue: !0 });
}
var ji = (0, A.createContext)(null);
function Mi(e) {
  let t = (0, A.useContext)(ji),
    n = (t?.dependencies || []).concat(e.dependencies),
    r = e.idScope ?? t?.idScope,
    i = Ai({ ...e, idScope: r, dependencies: n });
  return (
    (0, A.useContext)(bi) && (i = A.createElement(Ni, null, i)),
    (t = (0, A.useMemo)(() => ({ dependencies: n, idScope: r }), [r, ...n])),
    A.createElement(ji.Provider, { value: t }, i)
  );
}
function Ni({ children: e }) {
  let t = (0, A.useContext)(bi),
    n = (0, A.useMemo)(
      () =>
        A.createElement(
          bi.Provider,
          { value: null },
          A.createElement(yi.Provider, { value: !0 }, e),
        ),
      [e],
    );
  return Be() ? A.createElement(Ei.Provider, { value: t }, n) : (0, _i.createPortal)(n, t);
}
var Pi = (0, A.createContext)(null),
  Fi = {
    CollectionRoot({ collection: e, renderDropIndicator: t }) {
      return Ii(e, null, t);
    },
    CollectionBranch({ collection: e, parent: t, renderDropIndicator: n }) {
      return Ii(e, t, n);
    },
  };
function Ii(e, t, n) {
  return Fr({
    items: t ? e.getChildren(t.key) : e,
    dependencies: [n],
    children(t) {
      if (t.type === `content`) return A.createElement(A.Fragment, null);
      let r = t.render(t);
      return !n || t.type !== `item`
        ? r
        : A.createElement(
            A.Fragment,
            null,
            n({ type: `item`, key: t.key, dropPosition: `before` }),
            r,
            Li(e, t, n),
          );
    },
  });
}
function Li(e, t, n) {
  let r = t.key,
    i = e.getKeyAfter(r),
    a = i == null ? null : e.getItem(i);
  for (; a != null && a.type !== `item`; )
    ((i = e.getKeyAfter(a.key)), (a = i == null ? null : e.getItem(i)));
  let o = t.nextKey == null ? null : e.getItem(t.nextKey);
  for (; o != null && o.type !== `item`; ) o = o.nextKey == null ? null : e.getItem(o.nextKey);
  let s = [];
  if (o == null) {
    let r = t;
    for (; r?.type === `item` && (!a || (r.parentKey !== a.parentKey && a.level < r.level)); ) {
      let t = n({ type: `item`, key: r.key, dropPosition: `after` });
      ((0, A.isValidElement)(t) && s.push((0, A.cloneElement)(t, { key: `${r.key}-after` })),
        (r = r.parentKey == null ? null : e.getItem(r.parentKey)));
    }
  }
  return s;
}
var Ri = (0, A.createContext)(Fi),
  zi = new Set([`id`]),
  Bi = new Set([`aria-label`, `aria-labelledby`, `aria-describedby`, `aria-details`]),
  Vi = new Set([`href`, `hrefLang`, `target`, `rel`, `download`, `ping`, `referrerPolicy`]),
  Hi = new Set([`dir`, `lang`, `hidden`, `inert`, `translate`, `suppressHydrationWarning`]),
  Ui = new Set(
    `onClick.onAuxClick.onContextMenu.onDoubleClick.onMouseDown.onMouseEnter.onMouseLeave.onMouseMove.onMouseOut.onMouseOver.onMouseUp.onTouchCancel.onTouchEnd.onTouchMove.onTouchStart.onPointerDown.onPointerMove.onPointerUp.onPointerCancel.onPointerEnter.onPointerLeave.onPointerOver.onPointerOut.onGotPointerCapture.onLostPointerCapture.onScroll.onWheel.onAnimationStart.onAnimationEnd.onAnimationIteration.onTransitionCancel.onTransitionEnd.onTransitionRun.onTransitionStart`.split(
      `.`,
    ),
  ),
  Wi = /^(data-.*)$/;
function Gi(e, t = {}) {
  let { labelable: n, isLink: r, global: i, events: a = i, propNames: o } = t,
    s = {};
  for (let t in e)
    Object.prototype.hasOwnProperty.call(e, t) &&
      (zi.has(t) ||
        (n && Bi.has(t)) ||
        (r && Vi.has(t)) ||
        (i && Hi.has(t)) ||
        (a && (Ui.has(t) || (t.endsWith(`Capture`) && Ui.has(t.slice(0, -7))))) ||
        o?.has(t) ||
        Wi.test(t)) &&
      (s[t] = e[t]);
  return s;
}
var Ki = `default`,
  qi = ``,
  Ji = new WeakMap();
function Yi(e) {
  if (Jt() && Xt()) {
    if (Ki === "default") {
      let t = F(e);
      ((qi = t.documentElement.style.webkitUserSelect),
        (t.documentElement.style.webkitUserSelect = `none`));
    }
    Ki = `disabled`;
  } else if (e instanceof HTMLElement || e instanceof SVGElement) {
    let t = `userSelect` in e.style ? `userSelect` : `webkitUserSelect`;
    (Ji.set(e, e.style[t]), (e.style[t] = `none`));
  }
}
function Xi(e) {
  if (Jt() && Xt()) {
    if (Ki !== `disabled`) return;
    ((Ki = `restoring`),
      setTimeout(() => {
        Wr(() => {
          if (Ki === `restoring`) {
            let t = F(e);
            (t.documentElement.style.webkitUserSelect === `none` &&
              (t.documentElement.style.webkitUserSelect = qi || ``),
              (qi = ``),
              (Ki = `default`));
          }
        });
      }, 300));
  } else if ((e instanceof HTMLElement || e instanceof SVGElement) && e && Ji.has(e)) {
    let t = Ji.get(e),
      n = `userSelect` in e.style ? `userSelect` : `webkitUserSelect`;
    (e.style[n] === `none` && (e.style[n] = t),
      e.getAttribute(`style`) === `` && e.removeAttribute(`style`),
      Ji.delete(e));
  }
}
var Zi = new WeakMap();
function Qi(e) {
  let t = F(e),
    n = Zi.get(t);
  return ((n ??= Pn(`csp-nonce`, t)), n !== void 0 && Zi.set(t, n), n);
}
var $i = A.createContext({ register: () => {} });
$i.displayName = `PressResponderContext`;
function ea() {
  let e = (0, A.useRef)(new Map()),
    t = (0, A.useCallback)((t, n, r, i) => {
      let a = i?.once
        ? (...t) => {
            (e.current.delete(r), r(...t));
          }
        : r;
      (e.current.set(r, { type: n, eventTarget: t, fn: a, options: i }),
        t.addEventListener(n, a, i));
    }, []),
    n = (0, A.useCallback)((t, n, r, i) => {
      let a = e.current.get(r)?.fn || r;
      (t.removeEventListener(n, a, i), e.current.delete(r));
    }, []),
    r = (0, A.useCallback)(() => {
      e.current.forEach((e, t) => {
        n(e.eventTarget, e.type, t, e.options);
      });
    }, [n]);
  return (
    (0, A.useEffect)(() => r, [r]),
    { addGlobalListener: t, removeGlobalListener: n, removeAllGlobalListeners: r }
  );
}
function ta(e) {
  let t = (0, A.useContext)($i);
  if (t) {
    let { register: n, ref: r, ...i } = t;
    ((e = P(i, e)), n());
  }
  return (si(t, e.ref), e);
}
var na = class {
    #e;
    constructor(e, t, n, r) {
      this.#e = !0;
      let i = (r?.target ?? n.currentTarget)?.getBoundingClientRect(),
        a,
        o = 0,
        s,
        c = null;
      (n.clientX != null && n.clientY != null && ((s = n.clientX), (c = n.clientY)),
        i &&
          (s != null && c != null
            ? ((a = s - i.left), (o = c - i.top))
            : ((a = i.width / 2), (o = i.height / 2))),
        (this.type = e),
        (this.pointerType = t),
        (this.target = n.currentTarget),
        (this.shiftKey = n.shiftKey),
        (this.metaKey = n.metaKey),
        (this.ctrlKey = n.ctrlKey),
        (this.altKey = n.altKey),
        (this.x = a),
        (this.y = o),
        (this.key = n.key));
    }
    continuePropagation() {
      this.#e = !1;
    }
    get shouldStopPropagation() {
      return this.#e;
    }
  },
  ra = Symbol(`linkClicked`),
  V = `react-aria-pressable-style`,
  ia = `data-react-aria-pressable`;
function aa(e) {
  let {
      onPress: t,
      onPressChange: n,
      onPressStart: r,
      onPressEnd: i,
      onPressUp: a,
      onClick: o,
      isDisabled: s,
      isPressed: c,
      preventFocusOnPress: l,
      shouldCancelOnPointerExit: u,
      allowTextSelectionOnPress: d,
      ref: f,
      ...p
    } = ta(e),
    [m, h] = (0, A.useState)(!1),
    g = (0, A.useRef)({
      isPressed: !1,
      ignoreEmulatedMouseEvents: !1,
      didFirePressStart: !1,
      isTriggeringEvent: !1,
      activePointerId: null,
      target: null,
      isOverTarget: !1,
      pointerType: null,
      disposables: [],
    }),
    { addGlobalListener: _, removeAllGlobalListeners: v } = ea(),
    y = (0, A.useCallback)(
      (e, t) => {
        let i = g.current;
        if (s || i.didFirePressStart) return !1;
        let a = !0;
        if (((i.isTriggeringEvent = !0), r)) {
          let n = new na(`pressstart`, t, e);
          (r(n), (a = n.shouldStopPropagation));
        }
        return (n && n(!0), (i.isTriggeringEvent = !1), (i.didFirePressStart = !0), h(!0), a);
      },
      [s, r, n],
    ),
    b = (0, A.useCallback)(
      (e, r, a = !0) => {
        let o = g.current;
        if (!o.didFirePressStart) return !1;
        ((o.didFirePressStart = !1), (o.isTriggeringEvent = !0));
        let c = !0;
        if (i) {
          let t = new na(`pressend`, r, e);
          (i(t), (c = t.shouldStopPropagation));
        }
        if ((n && n(!1), h(!1), t && a && !s)) {
          let n = new na(`press`, r, e);
          (t(n), (c &&= n.shouldStopPropagation));
        }
        return ((o.isTriggeringEvent = !1), c);
      },
      [s, i, n, t],
    ),
    x = Yn(b),
    S = Yn(
      (0, A.useCallback)(
        (e, t) => {
          let n = g.current;
          if (s) return !1;
          if (a) {
            n.isTriggeringEvent = !0;
            let r = new na(`pressup`, t, e);
            return (a(r), (n.isTriggeringEvent = !1), r.shouldStopPropagation);
          }
          return !0;
        },
        [s, a],
      ),
    ),
    C = (0, A.useCallback)(
      (e) => {
        let t = g.current;
        if (t.isPressed && t.target) {
          (t.didFirePressStart && t.pointerType != null && b(ca(t.target, e), t.pointerType, !1),
            (t.isPressed = !1),
            (t.isOverTarget = !1),
            (t.activePointerId = null),
            (t.pointerType = null),
            v(),
            d || Xi(t.target));
          for (let e of t.disposables) e();
          t.disposables = [];
        }
      },
      [d, v, b],
    ),
    w = Yn(C);
  (0, A.useEffect)(() => {
    s &&
      g.current.isPressed &&
      w({ currentTarget: g.current.target, shiftKey: !1, ctrlKey: !1, metaKey: !1, altKey: !1 });
  }, [s]);
  let T = (0, A.useCallback)(
      (e) => {
        u && C(e);
      },
      [u, C],
    ),
    ee = (0, A.useCallback)(
      (e) => {
        s || o?.(e);
      },
      [s, o],
    ),
    E = (0, A.useCallback)(
      (e, t) => {
        if (!s && o) {
          let n = new MouseEvent(`click`, e);
          (zt(n, t), o(Rt(n)));
        }
      },
      [s, o],
    ),
    te = (0, A.useMemo)(() => {
      let e = g.current,
        t = {
          onKeyDown(t) {
            if (sa(t.nativeEvent, t.currentTarget) && I(t.currentTarget, R(t))) {
              ua(R(t), t.key) && t.preventDefault();
              let r = !0;
              !e.isPressed &&
                !t.repeat &&
                ((e.target = t.currentTarget),
                (e.isPressed = !0),
                (e.pointerType = `keyboard`),
                (r = y(t, `keyboard`)));
              let i = t.currentTarget;
              (_(
                F(t.currentTarget),
                `keyup`,
                Oe((t) => {
                  sa(t, i) && !t.repeat && I(i, R(t)) && e.target && S(ca(e.target, t), `keyboard`);
                }, n),
                !0,
              ),
                r && t.stopPropagation(),
                t.metaKey && z() && e.metaKeyEvents?.set(t.key, t.nativeEvent));
            } else t.key === `Meta` && (e.metaKeyEvents = new Map());
          },
          onClick(t) {
            if (
              (!t || I(t.currentTarget, R(t))) &&
              t &&
              t.button === 0 &&
              !e.isTriggeringEvent &&
              !on.isOpening
            ) {
              let n = !0;
              if (
                (s && t.preventDefault(),
                !e.ignoreEmulatedMouseEvents &&
                  !e.isPressed &&
                  (e.pointerType === `virtual` || $t(t.nativeEvent)))
              ) {
                let e = y(t, `virtual`),
                  r = S(t, `virtual`),
                  i = x(t, `virtual`);
                (ee(t), (n = e && r && i));
              } else if (e.isPressed && e.pointerType !== `keyboard`) {
                let r = e.pointerType || t.nativeEvent.pointerType || `virtual`,
                  i = S(ca(t.currentTarget, t), r),
                  a = x(ca(t.currentTarget, t), r, !0);
                ((n = i && a), (e.isOverTarget = !1), ee(t), w(t));
              }
              ((e.ignoreEmulatedMouseEvents = !1), n && t.stopPropagation());
            }
          },
        },
        n = (t) => {
          if (e.isPressed && e.target && sa(t, e.target)) {
            ua(R(t), t.key) && t.preventDefault();
            let n = R(t),
              r = I(e.target, n);
            (x(ca(e.target, t), `keyboard`, r),
              r && E(t, e.target),
              v(),
              t.key !== `Enter` &&
                oa(e.target) &&
                I(e.target, n) &&
                !t[ra] &&
                ((t[ra] = !0), on(e.target, t, !1)),
              (e.isPressed = !1),
              e.metaKeyEvents?.delete(t.key));
          } else if (t.key === `Meta` && e.metaKeyEvents?.size) {
            let t = e.metaKeyEvents;
            e.metaKeyEvents = void 0;
            for (let n of t.values()) e.target?.dispatchEvent(new KeyboardEvent(`keyup`, n));
          }
        };
      if (typeof PointerEvent < `u`) {
        ((t.onPointerDown = (t) => {
          if (t.button !== 0 || !I(t.currentTarget, R(t))) return;
          if (en(t.nativeEvent)) {
            e.pointerType = `virtual`;
            return;
          }
          e.pointerType = t.pointerType;
          let i = !0;
          if (!e.isPressed) {
            ((e.isPressed = !0),
              (e.isOverTarget = !0),
              (e.activePointerId = t.pointerId),
              (e.target = t.currentTarget),
              d || Yi(e.target),
              (i = y(t, e.pointerType)));
            let a = R(t);
            (`releasePointerCapture` in a &&
              (`hasPointerCapture` in a
                ? a.hasPointerCapture(t.pointerId) && a.releasePointerCapture(t.pointerId)
                : a.releasePointerCapture(t.pointerId)),
              _(F(t.currentTarget), `pointerup`, n, !1),
              _(F(t.currentTarget), `pointercancel`, r, !1));
          }
          i && t.stopPropagation();
        }),
          (t.onMouseDown = (t) => {
            if (I(t.currentTarget, R(t)) && t.button === 0) {
              if (l) {
                let n = Ht(t.target);
                n && e.disposables.push(n);
              }
              t.stopPropagation();
            }
          }),
          (t.onPointerUp = (t) => {
            I(t.currentTarget, R(t)) &&
              e.pointerType !== `virtual` &&
              t.button === 0 &&
              !e.isPressed &&
              S(t, e.pointerType || t.pointerType);
          }),
          (t.onPointerEnter = (t) => {
            t.pointerId === e.activePointerId &&
              e.target &&
              !e.isOverTarget &&
              e.pointerType != null &&
              ((e.isOverTarget = !0), y(ca(e.target, t), e.pointerType));
          }),
          (t.onPointerLeave = (t) => {
            t.pointerId === e.activePointerId &&
              e.target &&
              e.isOverTarget &&
              e.pointerType != null &&
              ((e.isOverTarget = !1), x(ca(e.target, t), e.pointerType, !1), T(t));
          }));
        let n = (t) => {
            if (t.pointerId === e.activePointerId && e.isPressed && t.button === 0 && e.target) {
              if (I(e.target, R(t)) && e.pointerType != null) {
                let n = !1,
                  r = setTimeout(() => {
                    e.isPressed &&
                      e.target instanceof HTMLElement &&
                      (n ? w(t) : (Dt(e.target), e.target.click()));
                  }, 80);
                (_(t.currentTarget, `click`, () => (n = !0), !0),
                  e.disposables.push(() => clearTimeout(r)));
              } else w(t);
              e.isOverTarget = !1;
            }
          },
          r = (e) => {
            w(e);
          };
        t.onDragStart = (e) => {
          I(e.currentTarget, R(e)) && w(e);
        };
      }
      return t;
    }, [_, s, l, v, d, T, y, ee, E]);
  return (
    (0, A.useEffect)(() => {
      if (!f) return;
      let e = F(f.current);
      if (!e || !e.head || e.getElementById(V)) return;
      let t = e.createElement(`style`);
      t.id = V;
      let n = Qi(e);
      (n && (t.nonce = n),
        (t.textContent = `
@layer {
  [${ia}] {
    touch-action: pan-x pan-y pinch-zoom;
  }
}
    `.trim()),
        e.head.prepend(t));
    }, [f]),
    (0, A.useEffect)(() => {
      let e = g.current;
      return () => {
        d || Xi(e.target ?? void 0);
        for (let t of e.disposables) t();
        e.disposables = [];
      };
    }, [d]),
    { isPressed: c || m, pressProps: P(p, te, { [ia]: !0 }) }
  );
}
function oa(e) {
  return e.tagName === `A` && e.hasAttribute(`href`);
}
function sa(e, t) {
  let { key: n, code: r } = e,
    i = t,
    a = i.getAttribute(`role`);
  return (
    (n === `Enter` || n === ` ` || n === `Spacebar` || r === `Space`) &&
    !(
      (i instanceof ft(i).HTMLInputElement && !fa(i, n)) ||
      i instanceof ft(i).HTMLTextAreaElement ||
      i.isContentEditable
    ) &&
    !((a === `link` || (!a && oa(i))) && n !== `Enter`)
  );
}
function ca(e, t) {
  let n = t.clientX,
    r = t.clientY;
  return {
    currentTarget: e,
    shiftKey: t.shiftKey,
    ctrlKey: t.ctrlKey,
    metaKey: t.metaKey,
    altKey: t.altKey,
    clientX: n,
    clientY: r,
    key: t.key,
  };
}
function la(e) {
  return e instanceof HTMLInputElement
    ? !1
    : e instanceof HTMLButtonElement
      ? e.type !== `submit` && e.type !== `reset`
      : !oa(e);
}
function ua(e, t) {
  return z() && t === `Enter`
    ? !1
    : e instanceof HTMLInputElement
      ? t === `Enter` && (e.type === `checkbox` || e.type === `radio`)
        ? !1
        : !fa(e, t)
      : la(e);
}
var da = new Set([
  `checkbox`,
  `radio`,
  `range`,
  `color`,
  `file`,
  `image`,
  `button`,
  `submit`,
  `reset`,
]);
function fa(e, t) {
  return e.type === `checkbox` || e.type === `radio` ? t === ` ` : da.has(e.type);
}
function pa(e, t) {
  let {
      elementType: n = `a`,
      onPress: r,
      onPressStart: i,
      onPressEnd: a,
      onPressChange: o,
      onClick: s,
      isDisabled: c,
      ...l
    } = e,
    u = {};
  n !== `a` && (u = { role: `link`, tabIndex: c ? void 0 : 0 });
  let { focusableProps: d } = ui(e, t),
    { pressProps: f, isPressed: p } = aa({
      onPress: r,
      onPressStart: i,
      onPressEnd: a,
      onPressChange: o,
      onClick: s,
      isDisabled: c,
      ref: t,
    }),
    m = Gi(l, { labelable: !0 }),
    h = P(d, f),
    g = rn();
  return {
    isPressed: p,
    linkProps: P(m, ln(e), {
      ...h,
      ...u,
      "aria-disabled": c || void 0,
      "aria-current": e[`aria-current`],
      onClick: (t) => {
        (f.onClick?.(t), un(t, g, e.href, e.routerOptions));
      },
    }),
  };
}
function ma(e) {
  let { isDisabled: t, onBlurWithin: n, onFocusWithin: r, onFocusWithinChange: i } = e,
    a = (0, A.useRef)({ isFocusWithin: !1 }),
    { addGlobalListener: o, removeAllGlobalListeners: s } = ea(),
    c = (0, A.useCallback)(
      (e) => {
        I(e.currentTarget, R(e)) &&
          a.current.isFocusWithin &&
          !I(e.currentTarget, e.relatedTarget) &&
          ((a.current.isFocusWithin = !1), s(), n && n(e), i && i(!1));
      },
      [n, i, a, s],
    ),
    l = Bt(c),
    u = (0, A.useCallback)(
      (e) => {
        if (!I(e.currentTarget, R(e))) return;
        let t = R(e),
          n = F(t),
          s = L(n);
        if (!a.current.isFocusWithin && s === t) {
          (r && r(e), i && i(!0), (a.current.isFocusWithin = !0), l(e));
          let t = e.currentTarget;
          o(
            n,
            `focus`,
            (e) => {
              let r = R(e);
              if (a.current.isFocusWithin && !I(t, r)) {
                let e = new n.defaultView.FocusEvent(`blur`, { relatedTarget: r });
                zt(e, t);
                let i = Rt(e);
                c(i);
              }
            },
            { capture: !0 },
          );
        }
      },
      [r, i, l, o, c],
    );
  return t
    ? { focusWithinProps: { onFocus: void 0, onBlur: void 0 } }
    : { focusWithinProps: { onFocus: u, onBlur: c } };
}
function ha(e = {}) {
  let { autoFocus: t = !1, isTextInput: n, within: r } = e,
    i = (0, A.useRef)({ isFocused: !1, isFocusVisible: t || On() }),
    [a, o] = (0, A.useState)(!1),
    [s, c] = (0, A.useState)(() => i.current.isFocused && i.current.isFocusVisible),
    l = (0, A.useCallback)(() => c(i.current.isFocused && i.current.isFocusVisible), []),
    u = (0, A.useCallback)(
      (e) => {
        ((i.current.isFocused = e), (i.current.isFocusVisible = On()), o(e), l());
      },
      [l],
    );
  Nn(
    (e) => {
      ((i.current.isFocusVisible = e), l());
    },
    [n, a],
    { enabled: a, isTextInput: n },
  );
  let { focusProps: d } = Kr({ isDisabled: r, onFocusChange: u }),
    { focusWithinProps: f } = ma({ isDisabled: !r, onFocusWithinChange: u });
  return { isFocused: a, isFocusVisible: s, focusProps: r ? f : d };
}
var ga = !1,
  _a = 0;
function va() {
  ((ga = !0),
    setTimeout(() => {
      ga = !1;
    }, 500));
}
function ya(e) {
  e.pointerType === `touch` && va();
}
function ba() {
  let e = F(null);
  if (e !== void 0)
    return (
      _a === 0 && typeof PointerEvent < `u` && e.addEventListener(`pointerup`, ya),
      _a++,
      () => {
        (_a--, _a > 0 || (typeof PointerEvent < `u` && e.removeEventListener(`pointerup`, ya)));
      }
    );
}
function xa(e) {
  let { onHoverStart: t, onHoverChange: n, onHoverEnd: r, isDisabled: i } = e,
    [a, o] = (0, A.useState)(!1),
    s = (0, A.useRef)({
      isHovered: !1,
      ignoreEmulatedMouseEvents: !1,
      pointerType: ``,
      target: null,
    }).current;
  (0, A.useEffect)(ba, []);
  let { addGlobalListener: c, removeAllGlobalListeners: l } = ea(),
    { hoverProps: u, triggerHoverEnd: d } = (0, A.useMemo)(() => {
      let e = (e, r) => {
          if (((s.pointerType = r), i || r === `touch` || s.isHovered || !I(e.currentTarget, R(e))))
            return;
          s.isHovered = !0;
          let l = e.currentTarget;
          ((s.target = l),
            c(
              F(R(e)),
              `pointerover`,
              (e) => {
                s.isHovered && s.target && !I(s.target, R(e)) && a(e, e.pointerType);
              },
              { capture: !0 },
            ),
            t && t({ type: `hoverstart`, target: l, pointerType: r }),
            n && n(!0),
            o(!0));
        },
        a = (e, t) => {
          let i = s.target;
          ((s.pointerType = ``),
            (s.target = null),
            t !== `touch` &&
              s.isHovered &&
              i &&
              ((s.isHovered = !1),
              l(),
              r && r({ type: `hoverend`, target: i, pointerType: t }),
              n && n(!1),
              o(!1)));
        },
        u = {};
      return (
        typeof PointerEvent < `u` &&
          ((u.onPointerEnter = (t) => {
            (ga && t.pointerType === `mouse`) || e(t, t.pointerType);
          }),
          (u.onPointerLeave = (e) => {
            !i && I(e.currentTarget, R(e)) && a(e, e.pointerType);
          })),
        { hoverProps: u, triggerHoverEnd: a }
      );
    }, [t, n, r, i, s, c, l]);
  return (
    (0, A.useEffect)(() => {
      i && d({ currentTarget: s.target }, s.pointerType);
    }, [i]),
    { hoverProps: u, isHovered: a }
  );
}
var Sa = (0, A.createContext)(null),
  Ca = (0, A.forwardRef)(function (e, t) {
    [e, t] = it(e, t, Sa);
    let n = e.href && !e.isDisabled ? `a` : `span`,
      { linkProps: r, isPressed: i } = pa({ ...e, elementType: n }, t),
      a = lt[n],
      { hoverProps: o, isHovered: s } = xa(e),
      { focusProps: c, isFocused: l, isFocusVisible: u } = ha(),
      d = nt({
        ...e,
        defaultClassName: `react-aria-Link`,
        values: {
          isCurrent: !!e[`aria-current`],
          isDisabled: e.isDisabled || !1,
          isPressed: i,
          isHovered: s,
          isFocused: l,
          isFocusVisible: u,
        },
      }),
      f = Gi(e, { global: !0 });
    return (
      delete f.onClick,
      A.createElement(
        a,
        {
          ref: t,
          slot: e.slot || void 0,
          ...P(f, d, r, o, c),
          "data-focused": l || void 0,
          "data-hovered": s || void 0,
          "data-pressed": i || void 0,
          "data-focus-visible": u || void 0,
          "data-current": !!e[`aria-current`] || void 0,
          "data-disabled": e.isDisabled || void 0,
        },
        d.children,
      )
    );
  }),
  wa = (0, A.createContext)({}),
  Ta = pi(function (e, t) {
    [e, t] = it(e, t, wa);
    let { elementType: n = `label`, ...r } = e,
      i = lt[n];
    return A.createElement(i, { className: `react-aria-Label`, ...r, ref: t });
  });
function Ea(e) {
  let { id: t, label: n, "aria-labelledby": r, "aria-label": i, labelElementType: a = `label` } = e;
  t = Ke(t);
  let o = Ke(),
    s = {};
  n && ((r = r ? `${o} ${r}` : o), (s = { id: o, htmlFor: a === `label` ? t : void 0 }));
  let c = Zn({ id: t, "aria-label": i, "aria-labelledby": r });
  return { labelProps: s, fieldProps: c };
}
function Da(e, t = -1 / 0, n = 1 / 0) {
  return Math.min(Math.max(e, t), n);
}
var Oa = (0, A.createContext)(null),
  ka = 7e3,
  Aa = null;
function ja(e, t = `assertive`, n = ka) {
  Aa
    ? Aa.announce(e, t, n)
    : ((Aa = new Ma()),
      (typeof IS_REACT_ACT_ENVIRONMENT == `boolean` ? IS_REACT_ACT_ENVIRONMENT : typeof jest < `u`)
        ? Aa.announce(e, t, n)
        : setTimeout(() => {
            Aa?.isAttached() && Aa?.announce(e, t, n);
          }, 100));
}
var Ma = class {
  constructor() {
    ((this.node = null),
      (this.assertiveLog = null),
      (this.politeLog = null),
      typeof document < `u` &&
        ((this.node = document.createElement(`div`)),
        (this.node.dataset.liveAnnouncer = `true`),
        Object.assign(this.node.style, {
          border: 0,
          clip: `rect(0 0 0 0)`,
          clipPath: `inset(50%)`,
          height: `1px`,
          margin: `-1px`,
          overflow: `hidden`,
          padding: 0,
          position: `absolute`,
          width: `1px`,
          whiteSpace: `nowrap`,
        }),
        (this.assertiveLog = this.createLog(`assertive`)),
        this.node.appendChild(this.assertiveLog),
        (this.politeLog = this.createLog(`polite`)),
        this.node.appendChild(this.politeLog),
        document.body.prepend(this.node)));
  }
  isAttached() {
    return this.node?.isConnected;
  }
  createLog(e) {
    let t = document.createElement(`div`);
    return (
      t.setAttribute(`role`, `log`),
      t.setAttribute(`aria-live`, e),
      t.setAttribute(`aria-relevant`, `additions`),
      t
    );
  }
  destroy() {
    this.node &&= (document.body.removeChild(this.node), null);
  }
  announce(e, t = `assertive`, n = ka) {
    if (!this.node) return;
    let r = document.createElement(`div`);
    (typeof e == `object`
      ? (r.setAttribute(`role`, `img`), r.setAttribute(`aria-labelledby`, e[`aria-labelledby`]))
      : (r.textContent = e),
      t === `assertive` ? this.assertiveLog?.appendChild(r) : this.politeLog?.appendChild(r),
      e !== `` &&
        setTimeout(() => {
          r.remove();
        }, n));
  }
  clear(e) {
    this.node &&
      ((!e || e === `assertive`) && this.assertiveLog && (this.assertiveLog.innerHTML = ``),
      (!e || e === `polite`) && this.politeLog && (this.politeLog.innerHTML = ``));
  }
};
function Na(e, t) {
  let {
      elementType: n = `button`,
      isDisabled: r,
      onPress: i,
      onPressStart: a,
      onPressEnd: o,
      onPressUp: s,
      onPressChange: c,
      preventFocusOnPress: l,
      allowFocusWhenDisabled: u,
      onClick: d,
      href: f,
      target: p,
      rel: m,
      type: h = `button`,
    } = e,
    g;
  g =
    n === `button`
      ? {
          type: h,
          disabled: r,
          form: e.form,
          formAction: e.formAction,
          formEncType: e.formEncType,
          formMethod: e.formMethod,
          formNoValidate: e.formNoValidate,
          formTarget: e.formTarget,
          name: e.name,
          value: e.value,
        }
      : {
          role: `button`,
          href: n === `a` && !r ? f : void 0,
          target: n === `a` ? p : void 0,
          type: n === `input` ? h : void 0,
          disabled: n === `input` ? r : void 0,
          "aria-disabled": !r || n === `input` ? void 0 : r,
          rel: n === `a` ? m : void 0,
        };
  let { pressProps: _, isPressed: v } = aa({
      onPressStart: a,
      onPressEnd: o,
      onPressChange: c,
      onPress: i,
      onPressUp: s,
      onClick: d,
      isDisabled: r,
      preventFocusOnPress: l,
      ref: t,
    }),
    { focusableProps: y } = ui(e, t);
  u && (y.tabIndex = r ? -1 : y.tabIndex);
  let b = P(y, _, Gi(e, { labelable: !0 }));
  return {
    isPressed: v,
    buttonProps: P(g, b, {
      "aria-haspopup": e[`aria-haspopup`],
      "aria-expanded": e[`aria-expanded`],
      "aria-controls": e[`aria-controls`],
      "aria-pressed": e[`aria-pressed`],
      "aria-current": e[`aria-current`],
      "aria-disabled": e[`aria-disabled`],
    }),
  };
}
var Pa = (0, A.createContext)({}),
  Fa = pi(function (e, t) {
    [e, t] = it(e, t, Pa);
    let n = e,
      { isPending: r } = n,
      { buttonProps: i, isPressed: a } = Na(e, t);
    i = La(i, r);
    let { focusProps: o, isFocused: s, isFocusVisible: c } = ha(e),
      { hoverProps: l, isHovered: u } = xa({ ...e, isDisabled: e.isDisabled || r }),
      d = {
        isHovered: u,
        isPressed: (n.isPressed || a) && !r,
        isFocused: s,
        isFocusVisible: c,
        isDisabled: e.isDisabled || !1,
        isPending: r ?? !1,
      },
      f = nt({ ...e, values: d, defaultClassName: `react-aria-Button` }),
      p = Ke(i.id),
      m = Ke(),
      h = i[`aria-labelledby`];
    r && (h ? (h = `${h} ${m}`) : i[`aria-label`] && (h = `${p} ${m}`));
    let g = (0, A.useRef)(r);
    (0, A.useEffect)(() => {
      let e = { "aria-labelledby": h || p };
      (((!g.current && s && r) || (g.current && s && !r)) && ja(e, `assertive`), (g.current = r));
    }, [r, s, h, p]);
    let _ = Gi(e, { global: !0 });
    return (
      delete _.onClick,
      A.createElement(
        lt.button,
        {
          ...P(_, f, i, o, l),
          type: i.type === `submit` && r ? `button` : i.type,
          id: p,
          ref: t,
          "aria-labelledby": h,
          slot: e.slot || void 0,
          "aria-disabled": r ? `true` : i[`aria-disabled`],
          "data-disabled": e.isDisabled || void 0,
          "data-pressed": d.isPressed || void 0,
          "data-hovered": u || void 0,
          "data-focused": s || void 0,
          "data-pending": r || void 0,
          "data-focus-visible": c || void 0,
        },
        A.createElement(Oa.Provider, { value: { id: m } }, f.children),
      )
    );
  }),
  Ia = /Focus|Blur|Hover|Pointer(Enter|Leave|Over|Out)|Mouse(Enter|Leave|Over|Out)/;
function La(e, t) {
  if (t) {
    for (let t in e) t.startsWith(`on`) && !Ia.test(t) && (e[t] = void 0);
    ((e.href = void 0), (e.target = void 0));
  }
  return e;
}
var Ra = (0, A.createContext)({}),
  za = (0, A.forwardRef)(function (e, t) {
    [e, t] = it(e, t, Ra);
    let { children: n, level: r = 3, className: i, ...a } = e,
      o = lt[`h${r}`];
    return A.createElement(o, { ...a, ref: t, className: i ?? `react-aria-Heading` }, n);
  }),
  Ba = (0, A.createContext)({}),
  Va = pi(function (e, t) {
    [e, t] = it(e, t, Ba);
    let { elementType: n = `span`, ...r } = e,
      i = lt[n];
    return A.createElement(i, { className: `react-aria-Text`, ...r, ref: t });
  });
function Ha(e, t) {
  if (!e) return !1;
  let n = window.getComputedStyle(e),
    r = document.scrollingElement || document.documentElement,
    i = /(auto|scroll)/.test(n.overflow + n.overflowX + n.overflowY);
  return (
    e === r && n.overflow !== `hidden` && (i = !0),
    i && t && (i = e.scrollHeight !== e.clientHeight || e.scrollWidth !== e.clientWidth),
    i
  );
}
function Ua(e, t) {
  let n = e;
  for (Ha(n, t) && (n = n.parentElement); n && !Ha(n, t); ) n = n.parentElement;
  return n || document.scrollingElement || document.documentElement;
}
function Wa(e, t) {
  let n = [],
    r = document.scrollingElement || document.documentElement;
  for (; e && (Ha(e, t) && n.push(e), e !== r); ) e = e.parentElement;
  return n;
}
function Ga(e, t, n = {}) {
  e !== t && Ka(e, t, t.getBoundingClientRect(), n);
}
function Ka(e, t, n, r = {}) {
  let { block: i = `nearest`, inline: a = `nearest` } = r,
    o = e.scrollTop,
    s = e.scrollLeft,
    c = e.getBoundingClientRect(),
    l = window.getComputedStyle(t),
    u = window.getComputedStyle(e),
    d = document.scrollingElement || document.documentElement,
    f = e === d,
    p = e === d ? 0 : c.top,
    m = e === d ? e.clientHeight : c.bottom,
    h = e === d ? 0 : c.left,
    g = e === d ? e.clientWidth : c.right,
    _ = parseFloat(l.scrollMarginTop) || 0,
    v = parseFloat(l.scrollMarginBottom) || 0,
    y = parseFloat(l.scrollMarginLeft) || 0,
    b = parseFloat(l.scrollMarginRight) || 0,
    x = parseFloat(u.scrollPaddingTop) || 0,
    S = parseFloat(u.scrollPaddingBottom) || 0,
    C = parseFloat(u.scrollPaddingLeft) || 0,
    w = parseFloat(u.scrollPaddingRight) || 0,
    T = parseFloat(u.borderTopWidth) || 0,
    ee = parseFloat(u.borderBottomWidth) || 0,
    E = parseFloat(u.borderLeftWidth) || 0,
    te = parseFloat(u.borderRightWidth) || 0,
    D = n.top - _,
    ne = n.bottom + v,
    O = n.left - y,
    re = n.right + b,
    ie = e === d ? 0 : E + te,
    ae = e === d ? 0 : T + ee,
    oe = e === d ? 0 : e.offsetWidth - e.clientWidth - ie,
    se = e === d ? 0 : e.offsetHeight - e.clientHeight - ae,
    ce = p + (f ? 0 : T) + x,
    le = m - (f ? 0 : ee) - S - se,
    ue = h + (f ? 0 : E) + C,
    k = g - (f ? 0 : te) - w;
  (Jt() && Xt()) || u.direction === `ltr` ? (k -= oe) : u.direction === `rtl` && (ue += oe);
  let A = D < ce || ne > le,
    de = O < ue || re > k;
  if (A && i === `start`) o += D - ce;
  else if (A && i === `center`) o += (D + ne) / 2 - (ce + le) / 2;
  else if (A && i === `end`) o += ne - le;
  else if (A && i === `nearest`) {
    let e = D - ce,
      t = ne - le;
    o += Math.abs(e) <= Math.abs(t) ? e : t;
  }
  if (de && a === `start`) s += O - ue;
  else if (de && a === `center`) s += (O + re) / 2 - (ue + k) / 2;
  else if (de && a === `end`) s += re - k;
  else if (de && a === `nearest`) {
    let e = O - ue,
      t = re - k;
    s += Math.abs(e) <= Math.abs(t) ? e : t;
  }
  e.scrollTo({ left: s, top: o });
}
function qa(e, t = {}) {
  let { containingElement: n } = t;
  if (e && e.isConnected) {
    let t = document.scrollingElement || document.documentElement;
    if (window.getComputedStyle(t).overflow !== `hidden`) {
      let { left: t, top: r } = e.getBoundingClientRect();
      e?.scrollIntoView?.({ block: `nearest` });
      let { left: i, top: a } = e.getBoundingClientRect();
      (Math.abs(t - i) > 1 || Math.abs(r - a) > 1) &&
        (n?.scrollIntoView?.({ block: `center`, inline: `center` }),
        e.scrollIntoView?.({ block: `nearest` }));
    } else {
      let { left: t, top: r } = e.getBoundingClientRect(),
        i = Wa(e, !0);
      for (let t of i) Ga(t, e);
      let { left: a, top: o } = e.getBoundingClientRect();
      if (Math.abs(t - a) > 1 || Math.abs(r - o) > 1) {
        i = n ? Wa(n, !0) : [];
        for (let e of i) Ga(e, n, { block: `center`, inline: `center` });
        for (let t of Wa(e, !0)) Ga(t, e);
      }
    }
  }
}
var Ja = 0,
  Ya = new Map();
function Xa(e) {
  let [t, n] = (0, A.useState)();
  return (
    N(() => {
      if (!e) return;
      let t = Ya.get(e);
      if (t) n(t.element.id);
      else {
        let r = `react-aria-description-${Ja++}`;
        n(r);
        let i = document.createElement(`div`);
        ((i.id = r),
          (i.style.display = `none`),
          (i.textContent = e),
          document.body.appendChild(i),
          (t = { refCount: 0, element: i }),
          Ya.set(e, t));
      }
      return (
        t.refCount++,
        () => {
          t && --t.refCount === 0 && (t.element.remove(), Ya.delete(e));
        }
      );
    }, [e]),
    { "aria-describedby": e ? t : void 0 }
  );
}
var Za = {
  border: 0,
  clip: `rect(0 0 0 0)`,
  clipPath: `inset(50%)`,
  height: `1px`,
  margin: `-1px`,
  overflow: `hidden`,
  padding: 0,
  position: `absolute`,
  width: `1px`,
  whiteSpace: `nowrap`,
};
function Qa(e = {}) {
  let { style: t, isFocusable: n } = e,
    [r, i] = (0, A.useState)(!1),
    { focusWithinProps: a } = ma({ isDisabled: !n, onFocusWithinChange: (e) => i(e) }),
    o = (0, A.useMemo)(() => (r ? t : t ? { ...Za, ...t } : Za), [r]);
  return { visuallyHiddenProps: { ...a, style: o } };
}
function $a(e) {
  let { children: t, elementType: n = `div`, isFocusable: r, style: i, ...a } = e,
    { visuallyHiddenProps: o } = Qa(e);
  return A.createElement(n, P(a, o), t);
}
var eo = (0, A.createContext)(null),
  to = {
    badInput: !1,
    customError: !1,
    patternMismatch: !1,
    rangeOverflow: !1,
    rangeUnderflow: !1,
    stepMismatch: !1,
    tooLong: !1,
    tooShort: !1,
    typeMismatch: !1,
    valueMissing: !1,
    valid: !0,
  },
  no = { ...to, customError: !0, valid: !1 },
  ro = { isInvalid: !1, validationDetails: to, validationErrors: [] },
  io = (0, A.createContext)({}),
  ao = `__reactAriaFormValidationState`;
function oo(e) {
  if (e.__reactAriaFormValidationState) {
    let {
      realtimeValidation: t,
      displayValidation: n,
      updateValidation: r,
      resetValidation: i,
      commitValidation: a,
    } = e[ao];
    return {
      realtimeValidation: t,
      displayValidation: n,
      updateValidation: r,
      resetValidation: i,
      commitValidation: a,
    };
  }
  return so(e);
}
function so(e) {
  let {
    isInvalid: t,
    validationState: n,
    name: r,
    value: i,
    builtinValidation: a,
    validate: o,
    validationBehavior: s = `aria`,
  } = e;
  n && (t ||= n === `invalid`);
  let c = t === void 0 ? null : { isInvalid: t, validationErrors: [], validationDetails: no },
    l = (0, A.useMemo)(() => (!o || i == null ? null : uo(lo(o, i))), [o, i]);
  a?.validationDetails.valid && (a = void 0);
  let u = (0, A.useContext)(io),
    d = (0, A.useMemo)(
      () => (r ? (Array.isArray(r) ? r.flatMap((e) => co(u[e])) : co(u[r])) : []),
      [u, r],
    ),
    [f, p] = (0, A.useState)(u),
    [m, h] = (0, A.useState)(!1);
  u !== f && (p(u), h(!1));
  let g = (0, A.useMemo)(() => uo(m ? [] : d), [m, d]),
    _ = (0, A.useRef)(ro),
    [v, y] = (0, A.useState)(ro),
    b = (0, A.useRef)(ro),
    x = () => {
      if (!S) return;
      C(!1);
      let e = l || a || _.current;
      fo(e, b.current) || ((b.current = e), y(e));
    },
    [S, C] = (0, A.useState)(!1);
  return (
    (0, A.useEffect)(x),
    {
      realtimeValidation: c || g || l || a || ro,
      displayValidation: s === `native` ? c || g || v : c || g || l || a || v,
      updateValidation(e) {
        s === `aria` && !fo(v, e) ? y(e) : (_.current = e);
      },
      resetValidation() {
        let e = ro;
        (fo(e, b.current) || ((b.current = e), y(e)), s === `native` && C(!1), h(!0));
      },
      commitValidation() {
        (s === `native` && C(!0), h(!0));
      },
    }
  );
}
function co(e) {
  return e ? (Array.isArray(e) ? e : [e]) : [];
}
function lo(e, t) {
  if (typeof e == `function`) {
    let n = e(t);
    if (n && typeof n != `boolean`) return co(n);
  }
  return [];
}
function uo(e) {
  return e.length ? { isInvalid: !0, validationErrors: e, validationDetails: no } : null;
}
function fo(e, t) {
  return (
    e === t ||
    (!!e &&
      !!t &&
      e.isInvalid === t.isInvalid &&
      e.validationErrors.length === t.validationErrors.length &&
      e.validationErrors.every((e, n) => e === t.validationErrors[n]) &&
      Object.entries(e.validationDetails).every(([e, n]) => t.validationDetails[e] === n))
  );
}
var po = (0, A.createContext)(null);
function mo(e) {
  let { description: t, errorMessage: n, isInvalid: r, validationState: i } = e,
    { labelProps: a, fieldProps: o } = Ea(e),
    s = Je([!!t, !!n, r, i]),
    c = Je([!!t, !!n, r, i]);
  return (
    (o = P(o, {
      "aria-describedby": [s, c, e[`aria-describedby`]].filter(Boolean).join(` `) || void 0,
    })),
    { labelProps: a, fieldProps: o, descriptionProps: { id: s }, errorMessageProps: { id: c } }
  );
}
function ho(e, t, n) {
  let r = Yn((e) => {
    n && !e.defaultPrevented && n(t);
  });
  (0, A.useEffect)(() => {
    let t = e?.current?.form;
    return (
      t?.addEventListener(`reset`, r),
      () => {
        t?.removeEventListener(`reset`, r);
      }
    );
  }, [e]);
}
function go(e, t, n) {
  let { validationBehavior: r, focus: i } = e;
  N(() => {
    if (r === `native` && n?.current && `setCustomValidity` in n.current && !n.current.disabled) {
      let e = t.realtimeValidation.isInvalid
        ? t.realtimeValidation.validationErrors.join(` `) || `Invalid value.`
        : ``;
      (n.current.setCustomValidity(e),
        n.current.hasAttribute(`title`) || (n.current.title = ``),
        t.realtimeValidation.isInvalid || t.updateValidation(vo(n.current)));
    }
  });
  let a = (0, A.useRef)(!1),
    o = Yn(() => {
      a.current || t.resetValidation();
    }),
    s = Yn((e) => {
      t.displayValidation.isInvalid || t.commitValidation();
      let r = n?.current?.form;
      (!e.defaultPrevented &&
        n &&
        r &&
        yo(r) === n.current &&
        (i ? i() : n.current?.focus(), An(`keyboard`)),
        e.preventDefault());
    }),
    c = Yn(() => {
      t.commitValidation();
    });
  (0, A.useEffect)(() => {
    let e = n?.current;
    if (!e) return;
    let t = e.form,
      r = t?.reset;
    return (
      t &&
        (t.reset = () => {
          ((a.current =
            !window.event ||
            (window.event.type === `message` && R(window.event) instanceof MessagePort)),
            r?.call(t),
            (a.current = !1));
        }),
      e.addEventListener(`invalid`, s),
      e.addEventListener(`change`, c),
      t?.addEventListener(`reset`, o),
      () => {
        (e.removeEventListener(`invalid`, s),
          e.removeEventListener(`change`, c),
          t?.removeEventListener(`reset`, o),
          t && (t.reset = r));
      }
    );
  }, [n, r]);
}
function _o(e) {
  let t = e.validity;
  return {
    badInput: t.badInput,
    customError: t.customError,
    patternMismatch: t.patternMismatch,
    rangeOverflow: t.rangeOverflow,
    rangeUnderflow: t.rangeUnderflow,
    stepMismatch: t.stepMismatch,
    tooLong: t.tooLong,
    tooShort: t.tooShort,
    typeMismatch: t.typeMismatch,
    valueMissing: t.valueMissing,
    valid: t.valid,
  };
}
function vo(e) {
  return {
    isInvalid: !e.validity.valid,
    validationDetails: _o(e),
    validationErrors: e.validationMessage ? [e.validationMessage] : [],
  };
}
function yo(e) {
  for (let t = 0; t < e.elements.length; t++) {
    let n = e.elements[t];
    if (n.validity?.valid === !1) return n;
  }
  return null;
}
var bo = {};
bo = {
  colorSwatchPicker: `تغييرات الألوان`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `حدد عنصرًا`,
  tableResizer: `أداة تغيير الحجم`,
};
var xo = {};
xo = {
  colorSwatchPicker: `Цветови мостри`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Изберете предмет`,
  tableResizer: `Преоразмерител`,
};
var So = {};
So = {
  colorSwatchPicker: `Vzorky barev`,
  dropzoneLabel: `Místo pro přetažení`,
  selectPlaceholder: `Vyberte položku`,
  tableResizer: `Změna velikosti`,
};
var Co = {};
Co = {
  colorSwatchPicker: `Farveprøver`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Vælg et element`,
  tableResizer: `Størrelsesændring`,
};
var wo = {};
wo = {
  colorSwatchPicker: `Farbfelder`,
  dropzoneLabel: `Ablegebereich`,
  selectPlaceholder: `Element wählen`,
  tableResizer: `Größenanpassung`,
};
var To = {};
To = {
  colorSwatchPicker: `Χρωματικά δείγματα`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Επιλέξτε ένα αντικείμενο`,
  tableResizer: `Αλλαγή μεγέθους`,
};
var Eo = {};
Eo = {
  selectPlaceholder: `Select an item`,
  tableResizer: `Resizer`,
  dropzoneLabel: `DropZone`,
  colorSwatchPicker: `Color swatches`,
};
var Do = {};
Do = {
  colorSwatchPicker: `Muestras de colores`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Seleccionar un artículo`,
  tableResizer: `Cambiador de tamaño`,
};
var Oo = {};
Oo = {
  colorSwatchPicker: `Värvinäidised`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Valige üksus`,
  tableResizer: `Suuruse muutja`,
};
var ko = {};
ko = {
  colorSwatchPicker: `Värimallit`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Valitse kohde`,
  tableResizer: `Koon muuttaja`,
};
var Ao = {};
Ao = {
  colorSwatchPicker: `Échantillons de couleurs`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Sélectionner un élément`,
  tableResizer: `Redimensionneur`,
};
var jo = {};
jo = {
  colorSwatchPicker: `דוגמיות צבע`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `בחר פריט`,
  tableResizer: `שינוי גודל`,
};
var Mo = {};
Mo = {
  colorSwatchPicker: `Uzorci boja`,
  dropzoneLabel: `Zona spuštanja`,
  selectPlaceholder: `Odaberite stavku`,
  tableResizer: `Promjena veličine`,
};
var No = {};
No = {
  colorSwatchPicker: `Színtárak`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Válasszon ki egy elemet`,
  tableResizer: `Átméretező`,
};
var Po = {};
Po = {
  colorSwatchPicker: `Campioni di colore`,
  dropzoneLabel: `Zona di rilascio`,
  selectPlaceholder: `Seleziona un elemento`,
  tableResizer: `Ridimensionamento`,
};
var Fo = {};
Fo = {
  colorSwatchPicker: `カラースウォッチ`,
  dropzoneLabel: `ドロップゾーン`,
  selectPlaceholder: `項目を選択`,
  tableResizer: `サイズ変更ツール`,
};
var Io = {};
Io = {
  colorSwatchPicker: `색상 견본`,
  dropzoneLabel: `드롭 영역`,
  selectPlaceholder: `항목 선택`,
  tableResizer: `크기 조정기`,
};
var Lo = {};
Lo = {
  colorSwatchPicker: `Spalvų pavyzdžiai`,
  dropzoneLabel: `„DropZone“`,
  selectPlaceholder: `Pasirinkite elementą`,
  tableResizer: `Dydžio keitiklis`,
};
var Ro = {};
Ro = {
  colorSwatchPicker: `Krāsu paraugi`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Izvēlēties vienumu`,
  tableResizer: `Izmēra mainītājs`,
};
var zo = {};
zo = {
  colorSwatchPicker: `Fargekart`,
  dropzoneLabel: `Droppsone`,
  selectPlaceholder: `Velg et element`,
  tableResizer: `Størrelsesendrer`,
};
var Bo = {};
Bo = {
  colorSwatchPicker: `kleurstalen`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Selecteer een item`,
  tableResizer: `Resizer`,
};
var Vo = {};
Vo = {
  colorSwatchPicker: `Próbki kolorów`,
  dropzoneLabel: `Strefa upuszczania`,
  selectPlaceholder: `Wybierz element`,
  tableResizer: `Zmiana rozmiaru`,
};
var H = {};
H = {
  colorSwatchPicker: `Amostras de cores`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Selecione um item`,
  tableResizer: `Redimensionador`,
};
var U = {};
U = {
  colorSwatchPicker: `Amostras de cores`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Selecione um item`,
  tableResizer: `Redimensionador`,
};
var Ho = {};
Ho = {
  colorSwatchPicker: `Specimene de culoare`,
  dropzoneLabel: `Zonă de plasare`,
  selectPlaceholder: `Selectați un element`,
  tableResizer: `Instrument de redimensionare`,
};
var Uo = {};
Uo = {
  colorSwatchPicker: `Цветовые образцы`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Выберите элемент`,
  tableResizer: `Средство изменения размера`,
};
var Wo = {};
Wo = {
  colorSwatchPicker: `Vzorkovníky farieb`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Vyberte položku`,
  tableResizer: `Nástroj na zmenu veľkosti`,
};
var Go = {};
Go = {
  colorSwatchPicker: `Barvne palete`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Izberite element`,
  tableResizer: `Spreminjanje velikosti`,
};
var Ko = {};
Ko = {
  colorSwatchPicker: `Uzorci boje`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Izaberite stavku`,
  tableResizer: `Promena veličine`,
};
var qo = {};
qo = {
  colorSwatchPicker: `Färgrutor`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Välj en artikel`,
  tableResizer: `Storleksändrare`,
};
var Jo = {};
Jo = {
  colorSwatchPicker: `Renk örnekleri`,
  dropzoneLabel: `Bırakma Bölgesi`,
  selectPlaceholder: `Bir öğe seçin`,
  tableResizer: `Yeniden boyutlandırıcı`,
};
var Yo = {};
Yo = {
  colorSwatchPicker: `Зразки кольорів`,
  dropzoneLabel: `DropZone`,
  selectPlaceholder: `Виберіть елемент`,
  tableResizer: `Засіб змінення розміру`,
};
var Xo = {};
Xo = {
  colorSwatchPicker: `颜色色板`,
  dropzoneLabel: `放置区域`,
  selectPlaceholder: `选择一个项目`,
  tableResizer: `尺寸调整器`,
};
var Zo = {};
Zo = {
  colorSwatchPicker: `色票`,
  dropzoneLabel: `放置區`,
  selectPlaceholder: `選取項目`,
  tableResizer: `大小調整器`,
};
var Qo = {};
Qo = {
  "ar-AE": bo,
  "bg-BG": xo,
  "cs-CZ": So,
  "da-DK": Co,
  "de-DE": wo,
  "el-GR": To,
  "en-US": Eo,
  "es-ES": Do,
  "et-EE": Oo,
  "fi-FI": ko,
  "fr-FR": Ao,
  "he-IL": jo,
  "hr-HR": Mo,
  "hu-HU": No,
  "it-IT": Po,
  "ja-JP": Fo,
  "ko-KR": Io,
  "lt-LT": Lo,
  "lv-LV": Ro,
  "nb-NO": zo,
  "nl-NL": Bo,
  "pl-PL": Vo,
  "pt-BR": H,
  "pt-PT": U,
  "ro-RO": Ho,
  "ru-RU": Uo,
  "sk-SK": Wo,
  "sl-SI": Go,
  "sr-SP": Ko,
  "sv-SE": qo,
  "tr-TR": Jo,
  "uk-UA": Yo,
  "zh-CN": Xo,
  "zh-TW": Zo,
};
var $o = (0, A.createContext)({}),
  es = (0, A.createContext)(null),
  ts = (0, A.forwardRef)(function (e, t) {
    let { render: n } = (0, A.useContext)(es);
    return A.createElement(A.Fragment, null, n(e, t));
  });
function ns(e, t) {
  let n = e?.renderDropIndicator,
    r = e?.isVirtualDragging?.(),
    i = (0, A.useCallback)(
      (e) => {
        if (r || t?.isDropTarget(e)) return n ? n(e) : A.createElement(ts, { target: e });
      },
      [t?.target, r, n],
    );
  return e?.useDropIndicator ? i : void 0;
}
function rs(e, t, n) {
  let r = e.focusedKey,
    i = null;
  if (
    t?.isVirtualDragging?.() &&
    n?.target?.type === `item` &&
    ((i = n.target.key), n.target.dropPosition === `after`)
  ) {
    let e = n.collection.getKeyAfter(i),
      t = null;
    if (e != null) {
      let r = n.collection.getItem(i)?.level ?? 0;
      for (; e != null; ) {
        let i = n.collection.getItem(e);
        if (!i) break;
        if (i.type !== `item`) e = n.collection.getKeyAfter(e);
        else {
          if ((i.level ?? 0) <= r) break;
          ((t = e), (e = n.collection.getKeyAfter(e)));
        }
      }
    }
    i = e ?? t ?? i;
  }
  return (0, A.useMemo)(() => new Set([r, i].filter((e) => e != null)), [r, i]);
}
var is = (0, A.createContext)({}),
  as = (0, A.createContext)(null);
function os(e) {
  let t = (0, A.useRef)({});
  return A.createElement(as.Provider, { value: t }, e.children);
}
var ss = (0, A.createContext)({ isSelected: !1 }),
  cs = (0, A.createContext)({});
(class extends Er {
  static {
    this.type = `separator`;
  }
  filter(e, t) {
    let n = t.getItem(this.prevKey);
    if (n && n.type !== `separator`) {
      let n = this.clone();
      return (t.addDescendants(n, e), n);
    }
    return null;
  }
});
var ls = new WeakMap();
function us(e) {
  return typeof e == `string` ? e.replace(/\s*/g, ``) : `` + e;
}
function ds(e, t) {
  let n = ls.get(e);
  if (!n) throw Error(`Unknown list`);
  return `${n.id}-option-${us(t)}`;
}
var fs = class {
  constructor(e, t, n, r) {
    ((this._walkerStack = []),
      (this._currentSetFor = new Set()),
      (this._acceptNode = (e) => {
        if (e.nodeType === Node.ELEMENT_NODE) {
          let t = e.shadowRoot;
          if (t) {
            let e = this._doc.createTreeWalker(t, this.whatToShow, {
              acceptNode: this._acceptNode,
            });
            return (this._walkerStack.unshift(e), NodeFilter.FILTER_ACCEPT);
          }
          if (typeof this.filter == `function`) return this.filter(e);
          if (this.filter?.acceptNode) return this.filter.acceptNode(e);
          if (this.filter === null) return NodeFilter.FILTER_ACCEPT;
        }
        return NodeFilter.FILTER_SKIP;
      }),
      (this._doc = e),
      (this.root = t),
      (this.filter = r ?? null),
      (this.whatToShow = n ?? NodeFilter.SHOW_ALL),
      (this._currentNode = t),
      this._walkerStack.unshift(e.createTreeWalker(t, n, this._acceptNode)));
    let i = t.shadowRoot;
    if (i) {
      let e = this._doc.createTreeWalker(i, this.whatToShow, { acceptNode: this._acceptNode });
      this._walkerStack.unshift(e);
    }
  }
  get currentNode() {
    return this._currentNode;
  }
  set currentNode(e) {
    if (!I(this.root, e))
      throw Error(`Cannot set currentNode to a node that is not contained by the root node.`);
    let t = [],
      n = e,
      r = e;
    for (this._currentNode = e; n && n !== this.root; )
      if (n.nodeType === Node.DOCUMENT_FRAGMENT_NODE) {
        let e = n,
          i = this._doc.createTreeWalker(e, this.whatToShow, { acceptNode: this._acceptNode });
        (t.push(i), (i.currentNode = r), this._currentSetFor.add(i), (n = r = e.host));
      } else n = n.parentNode;
    let i = this._doc.createTreeWalker(this.root, this.whatToShow, {
      acceptNode: this._acceptNode,
    });
    (t.push(i), (i.currentNode = r), this._currentSetFor.add(i), (this._walkerStack = t));
  }
  get doc() {
    return this._doc;
  }
  firstChild() {
    let e = this.currentNode,
      t = this.nextNode();
    return I(e, t) ? (t && (this.currentNode = t), t) : ((this.currentNode = e), null);
  }
  lastChild() {
    let e = this._walkerStack[0].lastChild();
    return (e && (this.currentNode = e), e);
  }
  nextNode() {
    let e = this._walkerStack[0].nextNode();
    if (e) {
      if (e.shadowRoot) {
        let t;
        if (
          (typeof this.filter == `function`
            ? (t = this.filter(e))
            : this.filter?.acceptNode && (t = this.filter.acceptNode(e)),
          t === NodeFilter.FILTER_ACCEPT)
        )
          return ((this.currentNode = e), e);
        let n = this.nextNode();
        return (n && (this.currentNode = n), n);
      }
      return (e && (this.currentNode = e), e);
    }
    if (this._walkerStack.length > 1) {
      this._walkerStack.shift();
      let e = this.nextNode();
      return (e && (this.currentNode = e), e);
    }
    return null;
  }
  previousNode() {
    let e = this._walkerStack[0];
    if (e.currentNode === e.root) {
      if (this._currentSetFor.has(e)) {
        if ((this._currentSetFor.delete(e), this._walkerStack.length > 1)) {
          this._walkerStack.shift();
          let e = this.previousNode();
          return (e && (this.currentNode = e), e);
        }
        return null;
      }
      return null;
    }
    let t = e.previousNode();
    if (t) {
      if (t.shadowRoot) {
        let e;
        if (
          (typeof this.filter == `function`
            ? (e = this.filter(t))
            : this.filter?.acceptNode && (e = this.filter.acceptNode(t)),
          e === NodeFilter.FILTER_ACCEPT)
        )
          return (t && (this.currentNode = t), t);
        let n = this.lastChild();
        return (n && (this.currentNode = n), n);
      }
      return (t && (this.currentNode = t), t);
    }
    if (this._walkerStack.length > 1) {
      this._walkerStack.shift();
      let e = this.previousNode();
      return (e && (this.currentNode = e), e);
    }
    return null;
  }
  nextSibling() {
    return null;
  }
  previousSibling() {
    return null;
  }
  parentNode() {
    return null;
  }
};
function ps(e, t, n, r) {
  return bt() ? new fs(e, t, n, r) : e.createTreeWalker(t, n, r);
}
var ms = A.createContext(null),
  hs = `react-aria-focus-scope-restore`,
  gs = null;
function _s(e) {
  let { children: t, contain: n, restoreFocus: r, autoFocus: i } = e,
    a = (0, A.useRef)(null),
    o = (0, A.useRef)(null),
    s = (0, A.useRef)([]),
    { parentNode: c } = (0, A.useContext)(ms) || {},
    l = (0, A.useMemo)(() => new zs({ scopeRef: s }), [s]);
  (N(() => {
    let e = c || Bs.root;
    if (Bs.getTreeNode(e.scopeRef) && gs && !Os(gs, e.scopeRef)) {
      let t = Bs.getTreeNode(gs);
      t && (e = t);
    }
    (e.addChild(l), Bs.addNode(l));
  }, [l, c]),
    N(() => {
      let e = Bs.getTreeNode(s);
      e && (e.contain = !!n);
    }, [n]),
    N(() => {
      let e = a.current?.nextSibling,
        t = [],
        n = (e) => e.stopPropagation();
      for (; e && e !== o.current; ) (t.push(e), e.addEventListener(hs, n), (e = e.nextSibling));
      return (
        (s.current = t),
        () => {
          for (let e of t) e.removeEventListener(hs, n);
        }
      );
    }, [t]),
    Ns(s, r, n),
    Cs(s, n),
    Fs(s, r, n),
    Ms(s, i),
    (0, A.useEffect)(() => {
      let e = L(F(s.current ? s.current[0] : void 0)),
        t = null;
      if (Ts(e, s.current)) {
        for (let n of Bs.traverse()) n.scopeRef && Ts(e, n.scopeRef.current) && (t = n);
        t === Bs.getTreeNode(s) && (gs = t.scopeRef);
      }
    }, [s]),
    N(
      () => () => {
        let e = Bs.getTreeNode(s)?.parent?.scopeRef ?? null;
        ((s !== gs && !Os(s, gs)) || (e && !Bs.getTreeNode(e)) || (gs = e), Bs.removeTreeNode(s));
      },
      [s],
    ));
  let u = (0, A.useMemo)(() => vs(s), []),
    d = (0, A.useMemo)(() => ({ focusManager: u, parentNode: l }), [l, u]);
  return A.createElement(
    ms.Provider,
    { value: d },
    A.createElement(`span`, { "data-focus-scope-start": !0, hidden: !0, ref: a }),
    t,
    A.createElement(`span`, { "data-focus-scope-end": !0, hidden: !0, ref: o }),
  );
}
function vs(e) {
  return {
    focusNext(t = {}) {
      let n = e.current,
        { from: r, tabbable: i, wrap: a, accept: o } = t,
        s = r || L(F(n[0] ?? void 0)),
        c = n[0].previousElementSibling,
        l = Ls(ys(n), { tabbable: i, accept: o }, n);
      l.currentNode = Ts(s, n) ? s : c;
      let u = l.nextNode();
      return (!u && a && ((l.currentNode = c), (u = l.nextNode())), u && ks(u, !0), u);
    },
    focusPrevious(t = {}) {
      let n = e.current,
        { from: r, tabbable: i, wrap: a, accept: o } = t,
        s = r || L(F(n[0] ?? void 0)),
        c = n[n.length - 1].nextElementSibling,
        l = Ls(ys(n), { tabbable: i, accept: o }, n);
      l.currentNode = Ts(s, n) ? s : c;
      let u = l.previousNode();
      return (!u && a && ((l.currentNode = c), (u = l.previousNode())), u && ks(u, !0), u);
    },
    focusFirst(t = {}) {
      let n = e.current,
        { tabbable: r, accept: i } = t,
        a = Ls(ys(n), { tabbable: r, accept: i }, n);
      a.currentNode = n[0].previousElementSibling;
      let o = a.nextNode();
      return (o && ks(o, !0), o);
    },
    focusLast(t = {}) {
      let n = e.current,
        { tabbable: r, accept: i } = t,
        a = Ls(ys(n), { tabbable: r, accept: i }, n);
      a.currentNode = n[n.length - 1].nextElementSibling;
      let o = a.previousNode();
      return (o && ks(o, !0), o);
    },
  };
}
function ys(e) {
  return e[0].parentElement;
}
function bs(e) {
  let t = Bs.getTreeNode(gs);
  for (; t && t.scopeRef !== e; ) {
    if (t.contain) return !1;
    t = t.parent;
  }
  return !0;
}
function xs(e) {
  if (!e.form)
    return Array.from(
      F(e).querySelectorAll(`input[type="radio"][name="${CSS.escape(e.name)}"]`),
    ).filter((e) => !e.form);
  let t = e.form.elements.namedItem(e.name),
    n = ft(e);
  return t instanceof n.RadioNodeList
    ? Array.from(t).filter((e) => e instanceof n.HTMLInputElement)
    : t instanceof n.HTMLInputElement
      ? [t]
      : [];
}
function Ss(e) {
  if (e.checked) return !0;
  let t = xs(e);
  return t.length > 0 && !t.some((e) => e.checked);
}
function Cs(e, t) {
  let n = (0, A.useRef)(void 0),
    r = (0, A.useRef)(void 0);
  (N(() => {
    let i = e.current;
    if (!t) {
      r.current &&= (cancelAnimationFrame(r.current), void 0);
      return;
    }
    let a = F(i ? i[0] : void 0),
      o = (t) => {
        if (t.key !== `Tab` || t.altKey || t.ctrlKey || t.metaKey || !bs(e) || t.isComposing)
          return;
        let n = L(a),
          r = e.current;
        if (!r || !Ts(n, r)) return;
        let i = Ls(ys(r), { tabbable: !0 }, r);
        if (!n) return;
        i.currentNode = n;
        let o = t.shiftKey ? i.previousNode() : i.nextNode();
        ((o ||=
          ((i.currentNode = t.shiftKey
            ? r[r.length - 1].nextElementSibling
            : r[0].previousElementSibling),
          t.shiftKey ? i.previousNode() : i.nextNode())),
          t.preventDefault(),
          o && (ks(o, !0), o instanceof ft(o).HTMLInputElement && o.select()));
      },
      s = (t) => {
        (!gs || Os(gs, e)) && Ts(R(t), e.current)
          ? ((gs = e), (n.current = R(t)))
          : bs(e) && !Es(R(t), e)
            ? n.current
              ? ks(n.current)
              : gs && gs.current && js(gs.current)
            : bs(e) && (n.current = R(t));
      },
      c = (t) => {
        (r.current && cancelAnimationFrame(r.current),
          (r.current = requestAnimationFrame(() => {
            let r = kn(),
              i = (r === `virtual` || r === null) && Qt() && Zt(),
              o = L(a);
            if (!i && o && bs(e) && !Es(o, e)) {
              gs = e;
              let r = R(t);
              r && r.isConnected ? ((n.current = r), ks(n.current)) : gs.current && js(gs.current);
            }
          })));
      };
    return (
      a.addEventListener(`keydown`, o, !1),
      a.addEventListener(`focusin`, s, !1),
      i?.forEach((e) => e.addEventListener(`focusin`, s, !1)),
      i?.forEach((e) => e.addEventListener(`focusout`, c, !1)),
      () => {
        (a.removeEventListener(`keydown`, o, !1),
          a.removeEventListener(`focusin`, s, !1),
          i?.forEach((e) => e.removeEventListener(`focusin`, s, !1)),
          i?.forEach((e) => e.removeEventListener(`focusout`, c, !1)));
      }
    );
  }, [e, t]),
    N(
      () => () => {
        r.current && cancelAnimationFrame(r.current);
      },
      [r],
    ));
}
function ws(e) {
  return Es(e);
}
function Ts(e, t) {
  return !e || !t ? !1 : t.some((t) => I(t, e));
}
function Es(e, t = null) {
  if (e instanceof Element && e.closest(`[data-react-aria-top-layer]`)) return !0;
  for (let { scopeRef: n } of Bs.traverse(Bs.getTreeNode(t))) if (n && Ts(e, n.current)) return !0;
  return !1;
}
function Ds(e) {
  return Es(e, gs);
}
function Os(e, t) {
  let n = Bs.getTreeNode(t)?.parent;
  for (; n; ) {
    if (n.scopeRef === e) return !0;
    n = n.parent;
  }
  return !1;
}
function ks(e, t = !1) {
  if (e != null && !t)
    try {
      Gr(e);
    } catch {}
  else if (e != null)
    try {
      e.focus();
    } catch {}
}
function As(e, t = !0) {
  let n = e[0].previousElementSibling,
    r = ys(e),
    i = Ls(r, { tabbable: t }, e);
  i.currentNode = n;
  let a = i.nextNode();
  return (
    t &&
      !a &&
      ((r = ys(e)), (i = Ls(r, { tabbable: !1 }, e)), (i.currentNode = n), (a = i.nextNode())),
    a
  );
}
function js(e, t = !0) {
  ks(As(e, t));
}
function Ms(e, t) {
  let n = A.useRef(t);
  (0, A.useEffect)(() => {
    (n.current &&
      ((gs = e),
      !Ts(L(F(e.current ? e.current[0] : void 0)), gs.current) && e.current && js(e.current)),
      (n.current = !1));
  }, [e]);
}
function Ns(e, t, n) {
  N(() => {
    if (t || n) return;
    let r = e.current,
      i = F(r ? r[0] : void 0),
      a = (t) => {
        let n = R(t);
        Ts(n, e.current) ? (gs = e) : ws(n) || (gs = null);
      };
    return (
      i.addEventListener(`focusin`, a, !1),
      r?.forEach((e) => e.addEventListener(`focusin`, a, !1)),
      () => {
        (i.removeEventListener(`focusin`, a, !1),
          r?.forEach((e) => e.removeEventListener(`focusin`, a, !1)));
      }
    );
  }, [e, t, n]);
}
function Ps(e) {
  let t = Bs.getTreeNode(gs);
  for (; t && t.scopeRef !== e; ) {
    if (t.nodeToRestore) return !1;
    t = t.parent;
  }
  return t?.scopeRef === e;
}
function Fs(e, t, n) {
  let r = (0, A.useRef)(typeof document < `u` ? L(F(e.current ? e.current[0] : void 0)) : null);
  (N(() => {
    let r = e.current,
      i = F(r ? r[0] : void 0);
    if (!t || n) return;
    let a = () => {
      (!gs || Os(gs, e)) && Ts(L(i), e.current) && (gs = e);
    };
    return (
      i.addEventListener(`focusin`, a, !1),
      r?.forEach((e) => e.addEventListener(`focusin`, a, !1)),
      () => {
        (i.removeEventListener(`focusin`, a, !1),
          r?.forEach((e) => e.removeEventListener(`focusin`, a, !1)));
      }
    );
  }, [e, n]),
    N(() => {
      let r = F(e.current ? e.current[0] : void 0);
      if (!t) return;
      let i = (t) => {
        if (t.key !== `Tab` || t.altKey || t.ctrlKey || t.metaKey || !bs(e) || t.isComposing)
          return;
        let n = r.activeElement;
        if (!Es(n, e) || !Ps(e)) return;
        let i = Bs.getTreeNode(e);
        if (!i) return;
        let a = i.nodeToRestore,
          o = Ls(r.body, { tabbable: !0 });
        o.currentNode = n;
        let s = t.shiftKey ? o.previousNode() : o.nextNode();
        if (
          ((a && a.isConnected && a !== r.body) || ((a = void 0), (i.nodeToRestore = void 0)),
          (!s || !Es(s, e)) && a)
        ) {
          o.currentNode = a;
          do s = t.shiftKey ? o.previousNode() : o.nextNode();
          while (Es(s, e));
          (t.preventDefault(), t.stopPropagation(), s ? ks(s, !0) : ws(a) ? ks(a, !0) : n.blur());
        }
      };
      return (
        n || r.addEventListener(`keydown`, i, !0),
        () => {
          n || r.removeEventListener(`keydown`, i, !0);
        }
      );
    }, [e, t, n]),
    N(() => {
      let n = F(e.current ? e.current[0] : void 0);
      if (!t) return;
      let i = Bs.getTreeNode(e);
      if (i)
        return (
          (i.nodeToRestore = r.current ?? void 0),
          () => {
            let r = Bs.getTreeNode(e);
            if (!r) return;
            let i = r.nodeToRestore,
              a = L(n);
            if (t && i && ((a && Es(a, e)) || (a === n.body && Ps(e)))) {
              let t = Bs.clone();
              requestAnimationFrame(() => {
                if (n.activeElement === n.body) {
                  let n = t.getTreeNode(e);
                  for (; n; ) {
                    if (n.nodeToRestore && n.nodeToRestore.isConnected) {
                      Is(n.nodeToRestore);
                      return;
                    }
                    n = n.parent;
                  }
                  for (n = t.getTreeNode(e); n; ) {
                    if (n.scopeRef && n.scopeRef.current && Bs.getTreeNode(n.scopeRef)) {
                      let e = As(n.scopeRef.current, !0);
                      if (e) {
                        Is(e);
                        return;
                      }
                    }
                    n = n.parent;
                  }
                }
              });
            }
          }
        );
    }, [e, t]));
}
function Is(e) {
  e.dispatchEvent(new CustomEvent(hs, { bubbles: !0, cancelable: !0 })) && ks(e);
}
function Ls(e, t, n) {
  let r = t?.tabbable ? It : Ft,
    i = F(e?.nodeType === Node.ELEMENT_NODE ? e : null),
    a = ps(i, e || i, NodeFilter.SHOW_ELEMENT, {
      acceptNode(e) {
        return I(t?.from, e) ||
          (t?.tabbable &&
            e.tagName === `INPUT` &&
            e.getAttribute(`type`) === `radio` &&
            (!Ss(e) ||
              (a.currentNode.tagName === `INPUT` &&
                a.currentNode.type === `radio` &&
                a.currentNode.name === e.name)))
          ? NodeFilter.FILTER_REJECT
          : r(e) && (!n || Ts(e, n)) && (!t?.accept || t.accept(e))
            ? NodeFilter.FILTER_ACCEPT
            : NodeFilter.FILTER_SKIP;
      },
    });
  return (t?.from && (a.currentNode = t.from), a);
}
var Rs = class e {
    constructor() {
      ((this.fastMap = new Map()),
        (this.root = new zs({ scopeRef: null })),
        this.fastMap.set(null, this.root));
    }
    get size() {
      return this.fastMap.size;
    }
    getTreeNode(e) {
      return this.fastMap.get(e);
    }
    addTreeNode(e, t, n) {
      let r = this.fastMap.get(t ?? null);
      if (!r) return;
      let i = new zs({ scopeRef: e });
      (r.addChild(i), (i.parent = r), this.fastMap.set(e, i), n && (i.nodeToRestore = n));
    }
    addNode(e) {
      this.fastMap.set(e.scopeRef, e);
    }
    removeTreeNode(e) {
      if (e === null) return;
      let t = this.fastMap.get(e);
      if (!t) return;
      let n = t.parent;
      for (let e of this.traverse())
        e !== t &&
          t.nodeToRestore &&
          e.nodeToRestore &&
          t.scopeRef &&
          t.scopeRef.current &&
          Ts(e.nodeToRestore, t.scopeRef.current) &&
          (e.nodeToRestore = t.nodeToRestore);
      let r = t.children;
      (n && (n.removeChild(t), r.size > 0 && r.forEach((e) => n && n.addChild(e))),
        this.fastMap.delete(t.scopeRef));
    }
    *traverse(e = this.root) {
      if ((e.scopeRef != null && (yield e), e.children.size > 0))
        for (let t of e.children) yield* this.traverse(t);
    }
    clone() {
      let t = new e();
      for (let e of this.traverse())
        t.addTreeNode(e.scopeRef, e.parent?.scopeRef ?? null, e.nodeToRestore);
      return t;
    }
  },
  zs = class {
    constructor(e) {
      ((this.children = new Set()), (this.contain = !1), (this.scopeRef = e.scopeRef));
    }
    addChild(e) {
      (this.children.add(e), (e.parent = this));
    }
    removeChild(e) {
      (this.children.delete(e), (e.parent = void 0));
    }
  },
  Bs = new Rs();
function Vs(e) {
  return Yt() ? e.altKey : e.ctrlKey;
}
function Hs(e, t) {
  let n = `[data-key="${CSS.escape(String(t))}"]`,
    r = e.current?.dataset.collection;
  return (r && (n = `[data-collection="${CSS.escape(r)}"]${n}`), e.current?.querySelector(n));
}
var Us = new WeakMap();
function Ws(e) {
  let t = Ke();
  return (Us.set(e, t), t);
}
function Gs(e) {
  return Us.get(e);
}
var Ks = 1e3;
function qs(e) {
  let { keyboardDelegate: t, selectionManager: n, onTypeSelect: r } = e,
    i = (0, A.useRef)({ search: ``, timeout: void 0 });
  return (
    (0, A.useEffect)(() => {
      let e = i.current.timeout;
      return () => {
        clearTimeout(e);
      };
    }, [i]),
    {
      typeSelectProps: {
        onKeyDownCapture: t.getKeyForSearch
          ? (e) => {
              if (i.current.search.length > 0 && e.key === ` `) {
                if (
                  (e.preventDefault(),
                  (!(`continuePropagation` in e) ||
                    (`continuePropagation` in e && !e.isPropagationStopped())) &&
                    e.stopPropagation(),
                  (i.current.search += ` `),
                  t.getKeyForSearch != null)
                ) {
                  let e = t.getKeyForSearch(i.current.search, n.focusedKey);
                  ((e ??= t.getKeyForSearch(i.current.search)),
                    e != null && (n.setFocusedKey(e), r && r(e)));
                }
                (clearTimeout(i.current.timeout),
                  (i.current.timeout = setTimeout(() => {
                    i.current.search = ``;
                  }, Ks)));
              }
            }
          : void 0,
        onKeyDown: t.getKeyForSearch
          ? (e) => {
              let a = Js(e.key);
              if (
                !(
                  !a ||
                  e.ctrlKey ||
                  e.metaKey ||
                  e.altKey ||
                  !I(e.currentTarget, R(e)) ||
                  (i.current.search.length === 0 && a === ` `)
                )
              ) {
                if (((i.current.search += a), t.getKeyForSearch != null)) {
                  let a = t.getKeyForSearch(i.current.search, n.focusedKey);
                  if (((a ??= t.getKeyForSearch(i.current.search)), a != null))
                    (n.setFocusedKey(a),
                      r && r(a),
                      e.preventDefault(),
                      `continuePropagation` in e || e.stopPropagation());
                  else {
                    ((i.current.search = ``),
                      clearTimeout(i.current.timeout),
                      (i.current.timeout = void 0));
                    return;
                  }
                }
                (clearTimeout(i.current.timeout),
                  (i.current.timeout = setTimeout(() => {
                    i.current.search = ``;
                  }, Ks)));
              }
            }
          : void 0,
      },
    }
  );
}
function Js(e) {
  return e.length === 1 || !/^[A-Z]/i.test(e) ? e : ``;
}
function Ys(e, t) {
  let n = (0, A.useRef)(!0),
    r = (0, A.useRef)(null);
  (N(
    () => (
      (n.current = !0),
      () => {
        n.current = !1;
      }
    ),
    [],
  ),
    N(() => {
      (n.current ? (n.current = !1) : (!r.current || t.some((e, t) => !Object.is(e, r[t]))) && e(),
        (r.current = t));
    }, t));
}
function Xs(e) {
  let {
      selectionManager: t,
      keyboardDelegate: n,
      ref: r,
      autoFocus: i = !1,
      shouldFocusWrap: a = !1,
      disallowEmptySelection: o = !1,
      disallowSelectAll: s = !1,
      escapeKeyBehavior: c = `clearSelection`,
      selectOnFocus: l = t.selectionBehavior === `replace`,
      disallowTypeAhead: u = !1,
      shouldUseVirtualFocus: d,
      allowsTabNavigation: f = !1,
      scrollRef: p = r,
      linkBehavior: m = `action`,
      UNSTABLE_focusOnEntry: h,
    } = e,
    { direction: g } = cr(),
    _ = rn(),
    v = (e, n, i) => {
      if (n != null) {
        if (t.isLink(n) && m === `selection` && l && !Vs(e)) {
          (0, _i.flushSync)(() => {
            t.setFocusedKey(n, i);
          });
          let a = Hs(r, n),
            o = t.getItemProps(n);
          if (a) {
            _.open(a, e, o.href, o.routerOptions);
            return;
          }
          return !1;
        }
        if ((t.setFocusedKey(n, i), t.isLink(n) && m === `override`)) return !1;
        if (e.shiftKey && t.selectionMode === `multiple`) {
          t.extendSelection(n);
          return;
        }
        if (l && !Vs(e)) {
          t.replaceSelection(n);
          return;
        }
      }
      return !1;
    },
    y = (e) => {
      if (n.getKeyBelow) {
        let r = t.focusedKey == null ? n.getFirstKey?.() : n.getKeyBelow?.(t.focusedKey);
        if ((r == null && a && (r = n.getFirstKey?.(t.focusedKey)), r != null)) {
          v(e, r);
          return;
        }
      }
      return !1;
    },
    b = (e) => {
      if (n.getKeyAbove) {
        let r = t.focusedKey == null ? n.getLastKey?.() : n.getKeyAbove?.(t.focusedKey);
        if ((r == null && a && (r = n.getLastKey?.(t.focusedKey)), r != null)) {
          v(e, r);
          return;
        }
      }
      return !1;
    },
    x = (e) => {
      if (n.getFirstKey) {
        if (t.focusedKey === null && e.shiftKey) return !1;
        let r = n.getFirstKey(t.focusedKey, Kn(e));
        if ((t.setFocusedKey(r), r != null)) {
          if (Kn(e) && e.shiftKey && t.selectionMode === `multiple`) {
            t.extendSelection(r);
            return;
          }
          if (l) {
            t.replaceSelection(r);
            return;
          }
        }
      }
      return !1;
    },
    S = (e) => {
      if (n.getKeyLeftOf) {
        let r = t.focusedKey == null ? n.getFirstKey?.() : n.getKeyLeftOf?.(t.focusedKey);
        if (
          (r == null &&
            a &&
            (r = g === `rtl` ? n.getFirstKey?.(t.focusedKey) : n.getLastKey?.(t.focusedKey)),
          r != null)
        ) {
          v(e, r, g === `rtl` ? `first` : `last`);
          return;
        }
      }
      return !1;
    },
    C = (e) => {
      if (n.getKeyRightOf) {
        let r = t.focusedKey == null ? n.getFirstKey?.() : n.getKeyRightOf?.(t.focusedKey);
        if (
          (r == null &&
            a &&
            (r = g === `rtl` ? n.getLastKey?.(t.focusedKey) : n.getFirstKey?.(t.focusedKey)),
          r != null)
        ) {
          v(e, r, g === `rtl` ? `last` : `first`);
          return;
        }
      }
      return !1;
    },
    w = (e) => {
      if (n.getLastKey) {
        if (t.focusedKey === null && e.shiftKey) return !1;
        let r = n.getLastKey(t.focusedKey, Kn(e));
        if ((t.setFocusedKey(r), r != null)) {
          if (Kn(e) && e.shiftKey && t.selectionMode === `multiple`) {
            t.extendSelection(r);
            return;
          }
          if (l) {
            t.replaceSelection(r);
            return;
          }
        }
      }
      return !1;
    },
    T = (e) => {
      if (n.getKeyPageBelow && t.focusedKey != null) {
        let r = n.getKeyPageBelow(t.focusedKey);
        if (r != null) return v(e, r);
      }
      return !1;
    },
    ee = (e) => {
      if (n.getKeyPageAbove && t.focusedKey != null) {
        let r = n.getKeyPageAbove(t.focusedKey);
        if (r != null) return v(e, r);
      }
      return !1;
    },
    E = () => {
      if (t.selectionMode === `multiple` && s !== !0) t.selectAll();
      else return !1;
    },
    te = () => {
      if (c === `clearSelection` && !o && t.selectedKeys.size !== 0) t.clearSelection();
      else return !1;
    },
    D = () => {
      if (!f && r.current) {
        let e = Ls(r.current, { tabbable: !0 }),
          t,
          n;
        do ((n = e.lastChild()), n && (t = n));
        while (n);
        let i = L();
        t && (!St(t) || (i && !It(i))) && Dt(t);
      }
      return { shouldContinuePropagation: !0, shouldPreventDefault: !1 };
    },
    ne = () => (
      !f && r.current && r.current.focus(),
      { shouldContinuePropagation: !0, shouldPreventDefault: !1 }
    ),
    O = (e, t) => ({
      [z() ? e + `+Shift+Alt` : e + `+Shift+Control`]: t,
      [e + `+Shift`]: t,
      [z() ? e + `+Alt` : e + `+Control`]: t,
      [e]: t,
    }),
    { keyboardProps: re } = oi({
      shortcuts: {
        ...O(`ArrowDown`, y),
        ...O(`ArrowUp`, b),
        ...O(`ArrowLeft`, S),
        ...O(`ArrowRight`, C),
        ...O(`PageDown`, T),
        ...O(`PageUp`, ee),
      },
      allowRepeats: !0,
    }),
    { keyboardProps: ie } = oi({
      shortcuts: {
        ...O(`Home`, x),
        ...O(`End`, w),
        "Mod+A": E,
        Escape: te,
        Tab: D,
        "Tab+Shift": ne,
      },
    }),
    ae = (0, A.useRef)({ top: 0, left: 0 });
  Xn(p, `scroll`, () => {
    ae.current = { top: p.current?.scrollTop ?? 0, left: p.current?.scrollLeft ?? 0 };
  });
  let oe = (e) => {
      if (t.isFocused) {
        I(e.currentTarget, R(e)) || t.setFocused(!1);
        return;
      }
      if (!I(e.currentTarget, R(e))) return;
      let i = kn();
      t.setFocused(!0);
      let a = (e) => {
        e != null && (t.setFocusedKey(e), l && !t.isSelected(e) && t.replaceSelection(e));
      };
      if (h && (i === `keyboard` || i === `virtual`))
        a(h === `first` ? n.getFirstKey?.() : n.getLastKey?.());
      else if (t.focusedKey == null) {
        let r = e.relatedTarget;
        r && e.currentTarget.compareDocumentPosition(r) & Node.DOCUMENT_POSITION_FOLLOWING
          ? a(t.lastSelectedKey ?? n.getLastKey?.())
          : a(t.firstSelectedKey ?? n.getFirstKey?.());
      } else
        p.current &&
          ((p.current.scrollTop = ae.current.top), (p.current.scrollLeft = ae.current.left));
      if (t.focusedKey != null && p.current) {
        let e = Hs(r, t.focusedKey);
        e instanceof HTMLElement &&
          (!St(e) && !d && Dt(e),
          (i === `keyboard` || (h && i === `virtual`)) && qa(e, { containingElement: r.current }));
      }
    },
    se = (e) => {
      I(e.currentTarget, e.relatedTarget) || t.setFocused(!1);
    },
    ce = (0, A.useRef)(!1);
  Xn(
    r,
    dt,
    d
      ? (e) => {
          let { detail: n } = e;
          (e.stopPropagation(),
            t.setFocused(!0),
            n?.focusStrategy === `first` && (ce.current = !0));
        }
      : void 0,
  );
  let le = n.getFirstKey?.() ?? null;
  (Ys(() => {
    if (ce.current) {
      if (le == null) {
        let e = L();
        (Ct(r.current), Tt(e, null), t.collection.size > 0 && (ce.current = !1));
      } else (t.setFocusedKey(le), (ce.current = !1));
    }
  }, [le, t.collection.size]),
    Ys(() => {
      t.collection.size > 0 && (ce.current = !1);
    }, [t.focusedKey]),
    Xn(
      r,
      ut,
      d
        ? (e) => {
            (e.stopPropagation(),
              t.setFocused(!1),
              e.detail?.clearFocusKey && t.setFocusedKey(null));
          }
        : void 0,
    ));
  let ue = (0, A.useRef)(i),
    k = (0, A.useRef)(!1);
  (0, A.useEffect)(() => {
    if (ue.current) {
      let e = null;
      (i === `first` && (e = n.getFirstKey?.() ?? null),
        i === `last` && (e = n.getLastKey?.() ?? null));
      let a = t.selectedKeys;
      if (a.size) {
        for (let n of a)
          if (t.canSelectItem(n)) {
            e = n;
            break;
          }
      }
      (t.setFocused(!0),
        t.setFocusedKey(e),
        e != null && l && !a.size && t.canSelectItem(e) && t.replaceSelection(e),
        e == null && !d && r.current && Gr(r.current),
        t.collection.size > 0 && ((ue.current = !1), (k.current = !0)));
    }
  });
  let de = (0, A.useRef)(t.focusedKey),
    fe = (0, A.useRef)(null);
  ((0, A.useEffect)(() => {
    if (
      t.isFocused &&
      t.focusedKey != null &&
      (t.focusedKey !== de.current || k.current) &&
      p.current &&
      r.current
    ) {
      let e = kn(),
        n = Hs(r, t.focusedKey);
      if (!(n instanceof HTMLElement)) return;
      (e === `keyboard` || k.current) &&
        (fe.current && cancelAnimationFrame(fe.current),
        (fe.current = requestAnimationFrame(() => {
          p.current &&
            (Ga(p.current, n), e !== `virtual` && qa(n, { containingElement: r.current }));
        })));
    }
    (!d && t.isFocused && t.focusedKey == null && de.current != null && r.current && Gr(r.current),
      (de.current = t.focusedKey),
      (k.current = !1));
  }),
    (0, A.useEffect)(
      () => () => {
        fe.current && cancelAnimationFrame(fe.current);
      },
      [],
    ),
    Xn(r, `react-aria-focus-scope-restore`, (e) => {
      (e.preventDefault(), t.setFocused(!0));
    }));
  let pe = {
      ...P(ie, re),
      onFocus: oe,
      onBlur: se,
      onMouseDown(e) {
        p.current === R(e) && e.preventDefault();
      },
    },
    { typeSelectProps: me } = qs({ keyboardDelegate: n, selectionManager: t });
  u || (pe = P(me, pe));
  let he;
  d || (he = t.focusedKey == null ? 0 : -1);
  let ge = Ws(t.collection);
  return { collectionProps: P(pe, { tabIndex: he, "data-collection": ge }) };
}
var Zs = class {
    constructor(e) {
      this.ref = e;
    }
    getItemRect(e) {
      let t = this.ref.current;
      if (!t) return null;
      let n = e == null ? null : Hs(this.ref, e);
      if (!n) return null;
      let r = t.getBoundingClientRect(),
        i = n.getBoundingClientRect();
      return {
        x: i.left - r.left - t.clientLeft + t.scrollLeft,
        y: i.top - r.top - t.clientTop + t.scrollTop,
        width: i.width,
        height: i.height,
      };
    }
    getContentSize() {
      let e = this.ref.current;
      return { width: e?.scrollWidth ?? 0, height: e?.scrollHeight ?? 0 };
    }
    getVisibleRect() {
      let e = this.ref.current;
      return {
        x: e?.scrollLeft ?? 0,
        y: e?.scrollTop ?? 0,
        width: e?.clientWidth ?? 0,
        height: e?.clientHeight ?? 0,
      };
    }
  },
  Qs = class {
    constructor(...e) {
      if (e.length === 1) {
        let t = e[0];
        ((this.collection = t.collection),
          (this.ref = t.ref),
          (this.collator = t.collator),
          (this.disabledKeys = t.disabledKeys || new Set()),
          (this.disabledBehavior = t.disabledBehavior || `all`),
          (this.orientation = t.orientation || `vertical`),
          (this.direction = t.direction),
          (this.layout = t.layout || `stack`),
          (this.layoutDelegate = t.layoutDelegate || new Zs(t.ref)));
      } else
        ((this.collection = e[0]),
          (this.disabledKeys = e[1]),
          (this.ref = e[2]),
          (this.collator = e[3]),
          (this.layout = `stack`),
          (this.orientation = `vertical`),
          (this.disabledBehavior = `all`),
          (this.layoutDelegate = new Zs(this.ref)));
      this.layout === `stack` &&
        this.orientation === `vertical` &&
        ((this.getKeyLeftOf = void 0), (this.getKeyRightOf = void 0));
    }
    isDisabled(e) {
      return (
        this.disabledBehavior === `all` &&
        (e.props?.isDisabled || this.disabledKeys.has(e.key)) &&
        e.props?.disabledBehavior !== `selection`
      );
    }
    findNextNonDisabled(e, t, n = !1) {
      let r = e;
      for (; r != null; ) {
        let e = this.collection.getItem(r);
        if (e?.type === `item` && (n || !this.isDisabled(e))) return r;
        r = t(r);
      }
      return null;
    }
    getNextKey(e, t) {
      let n = e;
      return (
        (n = this.collection.getKeyAfter(n)),
        this.findNextNonDisabled(n, (e) => this.collection.getKeyAfter(e), t?.includeDisabled)
      );
    }
    getPreviousKey(e, t) {
      let n = e;
      return (
        (n = this.collection.getKeyBefore(n)),
        this.findNextNonDisabled(n, (e) => this.collection.getKeyBefore(e), t?.includeDisabled)
      );
    }
    findKey(e, t, n) {
      let r = e,
        i = this.layoutDelegate.getItemRect(r);
      if (!i || r == null) return null;
      let a = i;
      do {
        if (((r = t(r)), r == null)) break;
        i = this.layoutDelegate.getItemRect(r);
      } while (i && n(a, i) && r != null);
      return r;
    }
    isSameRow(e, t) {
      return e.y === t.y || e.x !== t.x;
    }
    isSameColumn(e, t) {
      return e.x === t.x || e.y !== t.y;
    }
    isReversed(e) {
      let t = this.getNextKey(e),
        n = Hs(this.ref, e);
      if (t != null) {
        let e = Hs(this.ref, t);
        return !n || !e ? !1 : n.getBoundingClientRect().top > e.getBoundingClientRect().top;
      }
      let r = this.getPreviousKey(e);
      if (r != null) {
        let e = Hs(this.ref, r);
        return !n || !e ? !1 : e.getBoundingClientRect().top > n.getBoundingClientRect().top;
      }
      return !1;
    }
    getKeyBelow(e, t) {
      return this.layout === `grid` && this.orientation === `vertical`
        ? this.findKey(e, (e) => this.getNextKey(e, t), this.isSameRow)
        : this.orientation === `vertical` && this.isReversed(e)
          ? this.getPreviousKey(e, t)
          : this.getNextKey(e, t);
    }
    getKeyAbove(e, t) {
      return this.layout === `grid` && this.orientation === `vertical`
        ? this.findKey(e, (e) => this.getPreviousKey(e, t), this.isSameRow)
        : this.orientation === `vertical` && this.isReversed(e)
          ? this.getNextKey(e, t)
          : this.getPreviousKey(e, t);
    }
    getNextColumn(e, t, n) {
      return t ? this.getPreviousKey(e, n) : this.getNextKey(e, n);
    }
    getKeyRightOf(e, t) {
      let n = this.direction === `ltr` ? `getKeyRightOf` : `getKeyLeftOf`;
      return this.layoutDelegate[n]
        ? ((e = this.layoutDelegate[n](e)),
          this.findNextNonDisabled(e, (e) => this.layoutDelegate[n](e), t?.includeDisabled))
        : this.layout === `grid`
          ? this.orientation === `vertical`
            ? this.getNextColumn(e, this.direction === `rtl`, t)
            : this.findKey(
                e,
                (e) => this.getNextColumn(e, this.direction === `rtl`, t),
                this.isSameColumn,
              )
          : this.orientation === `horizontal`
            ? this.getNextColumn(e, this.direction === `rtl`, t)
            : null;
    }
    getKeyLeftOf(e, t) {
      let n = this.direction === `ltr` ? `getKeyLeftOf` : `getKeyRightOf`;
      return this.layoutDelegate[n]
        ? ((e = this.layoutDelegate[n](e)),
          this.findNextNonDisabled(e, (e) => this.layoutDelegate[n](e), t?.includeDisabled))
        : this.layout === `grid`
          ? this.orientation === `vertical`
            ? this.getNextColumn(e, this.direction === `ltr`, t)
            : this.findKey(
                e,
                (e) => this.getNextColumn(e, this.direction === `ltr`, t),
                this.isSameColumn,
              )
          : this.orientation === `horizontal`
            ? this.getNextColumn(e, this.direction === `ltr`, t)
            : null;
    }
    getFirstKey() {
      let e = this.collection.getFirstKey();
      return this.findNextNonDisabled(e, (e) => this.collection.getKeyAfter(e));
    }
    getLastKey() {
      let e = this.collection.getLastKey();
      return this.findNextNonDisabled(e, (e) => this.collection.getKeyBefore(e));
    }
    getKeyPageAbove(e) {
      let t = this.ref.current,
        n = this.layoutDelegate.getItemRect(e);
      if (!n) return null;
      let r = this.isReversed(e);
      if (t && !Ha(t)) return this.getFirstKey();
      let i = e;
      if (this.orientation === `horizontal`) {
        let e = Math.max(0, n.x + n.width - this.layoutDelegate.getVisibleRect().width);
        for (; n && n.x > e && i != null; )
          ((i = this.getKeyAbove(i)), (n = i == null ? null : this.layoutDelegate.getItemRect(i)));
      } else {
        let e = this.layoutDelegate.getVisibleRect(),
          t = r ? n.y - e.height : Math.max(0, n.y + n.height - e.height);
        for (; n && n.y > t && i != null; )
          ((i = this.getKeyAbove(i)), (n = i == null ? null : this.layoutDelegate.getItemRect(i)));
      }
      return i ?? (r ? this.getLastKey() : this.getFirstKey());
    }
    getKeyPageBelow(e) {
      let t = this.ref.current,
        n = this.layoutDelegate.getItemRect(e);
      if (!n) return null;
      let r = this.isReversed(e);
      if (t && !Ha(t)) return this.getLastKey();
      let i = e;
      if (this.orientation === `horizontal`) {
        let e = Math.min(
          this.layoutDelegate.getContentSize().width,
          n.x - n.width + this.layoutDelegate.getVisibleRect().width,
        );
        for (; n && n.x < e && i != null; )
          ((i = this.getKeyBelow(i)), (n = i == null ? null : this.layoutDelegate.getItemRect(i)));
      } else {
        let e = Math.min(
          this.layoutDelegate.getContentSize().height,
          n.y - n.height + this.layoutDelegate.getVisibleRect().height,
        );
        for (; n && n.y < e && i != null; )
          ((i = this.getKeyBelow(i)), (n = i == null ? null : this.layoutDelegate.getItemRect(i)));
      }
      return i ?? (r ? this.getFirstKey() : this.getLastKey());
    }
    getKeyForSearch(e, t) {
      if (!this.collator) return null;
      let n = this.collection,
        r = t || this.getFirstKey();
      for (; r != null; ) {
        let t = n.getItem(r);
        if (!t) return null;
        let i = t.textValue.slice(0, e.length);
        if (t.textValue && this.collator.compare(i, e) === 0) return r;
        r = this.getNextKey(r);
      }
      return null;
    }
  },
  $s = new Map();
function ec(e) {
  let { locale: t } = cr(),
    n =
      t +
      (e
        ? Object.entries(e)
            .sort((e, t) => (e[0] < t[0] ? -1 : 1))
            .join()
        : ``);
  if ($s.has(n)) return $s.get(n);
  let r = new Intl.Collator(t, e);
  return ($s.set(n, r), r);
}
function tc(e) {
  let {
      selectionManager: t,
      collection: n,
      disabledKeys: r,
      ref: i,
      keyboardDelegate: a,
      layoutDelegate: o,
      orientation: s,
    } = e,
    c = ec({ usage: `search`, sensitivity: `base` }),
    l = t.disabledBehavior,
    u = (0, A.useMemo)(
      () =>
        a ||
        new Qs({
          collection: n,
          disabledKeys: r,
          disabledBehavior: l,
          ref: i,
          collator: c,
          layoutDelegate: o,
          orientation: s,
        }),
      [a, o, n, r, i, c, l, s],
    ),
    { collectionProps: d } = Xs({ ...e, ref: i, selectionManager: t, keyboardDelegate: u });
  return { listProps: d };
}
function nc(e, t, n) {
  let r = Gi(e, { labelable: !0 }),
    i = e.selectionBehavior || `toggle`,
    a = e.orientation || `vertical`,
    o = e.linkBehavior || (i === `replace` ? `action` : `override`);
  i === `toggle` && o === `action` && (o = `override`);
  let { listProps: s } = tc({
      ...e,
      ref: n,
      selectionManager: t.selectionManager,
      collection: t.collection,
      disabledKeys: t.disabledKeys,
      linkBehavior: o,
    }),
    { focusWithinProps: c } = ma({
      onFocusWithin: e.onFocus,
      onBlurWithin: e.onBlur,
      onFocusWithinChange: e.onFocusChange,
    }),
    l = Ke(e.id);
  ls.set(t, {
    id: l,
    shouldUseVirtualFocus: e.shouldUseVirtualFocus,
    shouldSelectOnPressUp: e.shouldSelectOnPressUp,
    shouldFocusOnHover: e.shouldFocusOnHover,
    isVirtualized: e.isVirtualized,
    onAction: e.onAction,
    linkBehavior: o,
    UNSTABLE_itemBehavior: e.UNSTABLE_itemBehavior,
  });
  let { labelProps: u, fieldProps: d } = Ea({ ...e, id: l, labelElementType: `span` });
  return {
    labelProps: u,
    listBoxProps: P(
      r,
      c,
      t.selectionManager.selectionMode === `multiple` ? { "aria-multiselectable": `true` } : {},
      { role: `listbox`, "aria-orientation": a, ...P(d, s) },
    ),
  };
}
var rc = 500;
function ic(e) {
  let {
      isDisabled: t,
      pointerType: n,
      onLongPressStart: r,
      onLongPressEnd: i,
      onLongPress: a,
      threshold: o = rc,
      accessibilityDescription: s,
    } = e,
    c = (0, A.useRef)(void 0),
    { addGlobalListener: l, removeAllGlobalListeners: u } = ea(),
    d = (e) => (n ? e.pointerType === n : e.pointerType === `mouse` || e.pointerType === `touch`),
    { pressProps: f } = aa({
      isDisabled: t,
      onPressStart(e) {
        if ((e.continuePropagation(), d(e))) {
          (r && r({ ...e, type: `longpressstart` }),
            (c.current = setTimeout(() => {
              (e.target.dispatchEvent(new PointerEvent(`pointercancel`, { bubbles: !0 })),
                l(e.target, `click`, (e) => e.preventDefault(), { once: !0 }),
                F(e.target).activeElement !== e.target && Dt(e.target),
                a && a({ ...e, type: `longpress` }),
                (c.current = void 0));
            }, o)),
            e.pointerType === `touch` &&
              l(e.target, `contextmenu`, (e) => e.preventDefault(), { once: !0 }));
          let t = ft(e.target);
          l(
            t,
            `pointerup`,
            () => {
              setTimeout(() => {
                u();
              }, 100);
            },
            { once: !0 },
          );
        }
      },
      onPressEnd(e) {
        (c.current && clearTimeout(c.current), i && d(e) && i({ ...e, type: `longpressend` }));
      },
    });
  return { longPressProps: P(f, Xa(a && !t ? s : void 0)) };
}
function ac(e) {
  let {
      id: t,
      selectionManager: n,
      key: r,
      ref: i,
      shouldSelectOnPressUp: a,
      shouldUseVirtualFocus: o,
      focus: s,
      isDisabled: c,
      onAction: l,
      allowsDifferentPressOrigin: u,
      linkBehavior: d = `action`,
    } = e,
    f = rn();
  t = Ke(t);
  let p = (e) => {
    if (e.pointerType === `keyboard` && Vs(e)) n.toggleSelection(r);
    else {
      if (n.selectionMode === `none`) return;
      if (n.isLink(r)) {
        if (d === `selection` && i.current) {
          let t = n.getItemProps(r);
          (f.open(i.current, e, t.href, t.routerOptions), n.setSelectedKeys(n.selectedKeys));
          return;
        }
        if (d === `override` || d === `none`) return;
      }
      n.selectionMode === `single`
        ? n.isSelected(r) && !n.disallowEmptySelection
          ? n.toggleSelection(r)
          : n.replaceSelection(r)
        : e && e.shiftKey
          ? n.extendSelection(r)
          : n.selectionBehavior === `toggle` ||
              (e && (Kn(e) || e.pointerType === `touch` || e.pointerType === `virtual`))
            ? n.toggleSelection(r)
            : n.replaceSelection(r);
    }
  };
  ((0, A.useEffect)(() => {
    r === n.focusedKey &&
      n.isFocused &&
      (o ? Ct(i.current) : s ? s() : L() !== i.current && i.current && Gr(i.current));
  }, [i, r, n.focusedKey, n.childFocusStrategy, n.isFocused, o]),
    (c ||= n.isDisabled(r)));
  let m = {};
  (!o && !c
    ? (m = {
        tabIndex: r === n.focusedKey ? 0 : -1,
        onFocus(e) {
          R(e) === i.current && n.setFocusedKey(r);
        },
      })
    : c &&
      (m.onMouseDown = (e) => {
        e.preventDefault();
      }),
    (0, A.useEffect)(() => {
      c && n.focusedKey === r && n.setFocusedKey(null);
    }, [n, c, r]));
  let h = n.isLink(r) && d === `override`,
    g = l && e.UNSTABLE_itemBehavior === `action`,
    _ = n.isLink(r) && d !== `selection` && d !== `none`,
    v = !c && n.canSelectItem(r) && !h && !g,
    y = (l || _) && !c,
    b = y && (n.selectionBehavior === `replace` ? !v : !v || n.isEmpty),
    x = y && v && n.selectionBehavior === `replace`,
    S = b || x,
    C = (0, A.useRef)(null),
    w = S && v,
    T = (0, A.useRef)(!1),
    ee = (0, A.useRef)(!1),
    E = n.getItemProps(r),
    te = (e) => {
      (l &&
        (l(), i.current?.dispatchEvent(new CustomEvent(`react-aria-item-action`, { bubbles: !0 }))),
        _ && i.current && f.open(i.current, e, E.href, E.routerOptions));
    },
    D = { ref: i };
  a
    ? ((D.onPressStart = (e) => {
        ((C.current = e.pointerType),
          (T.current = w),
          e.pointerType === `keyboard` && (!S || sc(e.key)) && p(e));
      }),
      u
        ? ((D.onPressUp = b
            ? void 0
            : (e) => {
                e.pointerType === `mouse` && v && p(e);
              }),
          (D.onPress = b
            ? te
            : (e) => {
                e.pointerType !== `keyboard` && e.pointerType !== `mouse` && v && p(e);
              }))
        : (D.onPress = (e) => {
            if (b || (x && e.pointerType !== `mouse`)) {
              if (e.pointerType === `keyboard` && !oc(e.key)) return;
              te(e);
            } else e.pointerType !== `keyboard` && v && p(e);
          }))
    : ((D.onPressStart = (e) => {
        ((C.current = e.pointerType),
          (T.current = w),
          (ee.current = b),
          v &&
            ((e.pointerType === `mouse` && !b) ||
              (e.pointerType === `keyboard` && (!y || sc(e.key)))) &&
            p(e));
      }),
      (D.onPress = (e) => {
        (e.pointerType === `touch` ||
          e.pointerType === `pen` ||
          e.pointerType === `virtual` ||
          (e.pointerType === `keyboard` && S && oc(e.key)) ||
          (e.pointerType === `mouse` && ee.current)) &&
          (S ? te(e) : v && p(e));
      }));
  let ne = Gs(n.collection);
  if (
    ((m[`data-collection`] = ne),
    (m[`data-key`] = r),
    (D.preventFocusOnPress = o),
    o &&
      (D = P(D, {
        onPressStart(e) {
          e.pointerType !== `touch` && (n.setFocused(!0), n.setFocusedKey(r));
        },
        onPress(e) {
          e.pointerType === `touch` && (n.setFocused(!0), n.setFocusedKey(r));
        },
      })),
    E)
  )
    for (let e of [
      `onPressStart`,
      `onPressEnd`,
      `onPressChange`,
      `onPress`,
      `onPressUp`,
      `onClick`,
    ])
      E[e] && (D[e] = Oe(D[e], E[e]));
  let { pressProps: O, isPressed: re } = aa(D),
    ie = x
      ? (e) => {
          C.current === `mouse` && (e.stopPropagation(), e.preventDefault(), te(e));
        }
      : void 0,
    { longPressProps: ae } = ic({
      isDisabled: !w,
      onLongPress(e) {
        e.pointerType === `touch` && (p(e), n.setSelectionBehavior(`toggle`));
      },
    }),
    oe = (e) => {
      C.current === `touch` && T.current && e.preventDefault();
    },
    se =
      d !== `none` && n.isLink(r)
        ? (e) => {
            on.isOpening || e.preventDefault();
          }
        : void 0,
    ce = P(
      m,
      v || b || (o && !c) ? O : {},
      w ? ae : {},
      { onDoubleClick: ie, onDragStartCapture: oe, onClick: se, id: t },
      o ? { onMouseDown: (e) => e.preventDefault() } : void 0,
    ),
    le = (e) => {
      let t = e;
      for (; t && t !== i.current; ) {
        let e = t.getAttribute(`data-collection`);
        if (e != null) return e !== ne;
        t = t.parentElement;
      }
      return It(e);
    },
    ue = ce.onPointerDown;
  ce.onPointerDown = (e) => {
    let t = R(e);
    t && t !== i.current && le(t) ? e.stopPropagation() : ue?.(e);
  };
  let k = ce.onMouseDown;
  return (
    (ce.onMouseDown = (e) => {
      let t = R(e);
      t && t !== i.current && le(t) ? e.stopPropagation() : k?.(e);
    }),
    {
      itemProps: ce,
      isPressed: re,
      isSelected: n.isSelected(r),
      isFocused: n.isFocused && n.focusedKey === r,
      isDisabled: c,
      allowsSelection: v,
      hasAction: S,
    }
  );
}
function oc(e) {
  return e === `Enter`;
}
function sc(e) {
  return e === ` `;
}
function cc(e, t) {
  return typeof t.getChildren == `function` ? t.getChildren(e.key) : e.childNodes;
}
function lc(e) {
  return uc(e, 0);
}
function uc(e, t) {
  if (t < 0) return;
  let n = 0;
  for (let r of e) {
    if (n === t) return r;
    n++;
  }
}
function dc(e, t, n) {
  if (t.parentKey === n.parentKey) return t.index - n.index;
  let r = [...fc(e, t), t],
    i = [...fc(e, n), n],
    a = r.slice(0, i.length).findIndex((e, t) => e !== i[t]);
  return a === -1
    ? r.findIndex((e) => e === n) >= 0
      ? 1
      : (i.findIndex((e) => e === t), -1)
    : ((t = r[a]), (n = i[a]), t.index - n.index);
}
function fc(e, t) {
  let n = [],
    r = t;
  for (; r?.parentKey != null; ) ((r = e.getItem(r.parentKey)), r && n.unshift(r));
  return n;
}
var pc = new WeakMap();
function mc(e) {
  let t = pc.get(e);
  if (t != null) return t;
  let n = 0,
    r = (t) => {
      for (let i of t) i.type === `section` ? r(cc(i, e)) : i.type === `item` && n++;
    };
  return (r(e), pc.set(e, n), n);
}
function hc(e, t, n) {
  let { key: r } = e,
    i = ls.get(t),
    a = e.isDisabled ?? t.selectionManager.isDisabled(r),
    o = e.isSelected ?? t.selectionManager.isSelected(r),
    s = e.shouldSelectOnPressUp ?? i?.shouldSelectOnPressUp,
    c = e.shouldFocusOnHover ?? i?.shouldFocusOnHover,
    l = e.shouldUseVirtualFocus ?? i?.shouldUseVirtualFocus,
    u = e.isVirtualized ?? i?.isVirtualized,
    d = Je(),
    f = Je(),
    p = {
      role: `option`,
      "aria-disabled": a || void 0,
      "aria-selected": t.selectionManager.selectionMode === `none` ? void 0 : o,
      "aria-label": e[`aria-label`],
      "aria-labelledby": d,
      "aria-describedby": f,
    },
    m = t.collection.getItem(r);
  if (u) {
    let e = Number(m?.index);
    ((p[`aria-posinset`] = Number.isNaN(e) ? void 0 : e + 1),
      (p[`aria-setsize`] = mc(t.collection)));
  }
  let h = i?.onAction ? () => i?.onAction?.(r) : void 0,
    g = ds(t, r),
    {
      itemProps: _,
      isPressed: v,
      isFocused: y,
      hasAction: b,
      allowsSelection: x,
    } = ac({
      selectionManager: t.selectionManager,
      key: r,
      ref: n,
      shouldSelectOnPressUp: s,
      allowsDifferentPressOrigin: s && c,
      isVirtualized: u,
      shouldUseVirtualFocus: l,
      isDisabled: a,
      onAction: h || m?.props?.onAction ? Oe(m?.props?.onAction, h) : void 0,
      linkBehavior: i?.linkBehavior,
      UNSTABLE_itemBehavior: i?.UNSTABLE_itemBehavior,
      id: g,
    }),
    { hoverProps: S } = xa({
      isDisabled: a || !c,
      onHoverStart() {
        On() || (t.selectionManager.setFocused(!0), t.selectionManager.setFocusedKey(r));
      },
    }),
    C = Gi(m?.props);
  delete C.id;
  let w = ln(m?.props);
  return {
    optionProps: { ...p, ...P(C, _, S, w), id: g },
    labelProps: { id: d },
    descriptionProps: { id: f },
    isFocused: y,
    isFocusVisible: y && t.selectionManager.isFocused && On(),
    isSelected: o,
    isDisabled: a,
    isPressed: v,
    allowsSelection: x,
    hasAction: b,
  };
}
function gc(e) {
  let { heading: t, "aria-label": n } = e,
    r = Ke();
  return {
    itemProps: { role: `presentation` },
    headingProps: t
      ? {
          id: r,
          role: `presentation`,
          onMouseDown: (e) => {
            e.preventDefault();
          },
        }
      : {},
    groupProps: { role: `group`, "aria-label": n, "aria-labelledby": t ? r : void 0 },
  };
}
function _c(e) {
  let t = A.version.split(`.`);
  return parseInt(t[0], 10) >= 19 ? e : e ? `true` : void 0;
}
var vc = class {
    constructor(e) {
      ((this.keyMap = new Map()),
        (this.firstKey = null),
        (this.lastKey = null),
        (this.iterable = e));
      let t = (e) => {
        if ((this.keyMap.set(e.key, e), e.childNodes && e.type === `section`))
          for (let n of e.childNodes) t(n);
      };
      for (let n of e) t(n);
      let n = null,
        r = 0,
        i = 0;
      for (let [e, t] of this.keyMap)
        (n ? ((n.nextKey = e), (t.prevKey = n.key)) : ((this.firstKey = e), (t.prevKey = void 0)),
          t.type === `item` && (t.index = r++),
          (t.type === `section` || t.type === `item`) && i++,
          (n = t),
          (n.nextKey = void 0));
      ((this._size = i), (this.lastKey = n?.key ?? null));
    }
    *[Symbol.iterator]() {
      yield* this.iterable;
    }
    get size() {
      return this._size;
    }
    getKeys() {
      return this.keyMap.keys();
    }
    getKeyBefore(e) {
      let t = this.keyMap.get(e);
      return t ? (t.prevKey ?? null) : null;
    }
    getKeyAfter(e) {
      let t = this.keyMap.get(e);
      return t ? (t.nextKey ?? null) : null;
    }
    getFirstKey() {
      return this.firstKey;
    }
    getLastKey() {
      return this.lastKey;
    }
    getItem(e) {
      return this.keyMap.get(e) ?? null;
    }
    at(e) {
      let t = [...this.getKeys()];
      return this.getItem(t[e]);
    }
    getChildren(e) {
      return this.keyMap.get(e)?.childNodes || [];
    }
  },
  yc = class e extends Set {
    constructor(t, n, r) {
      (super(t),
        t instanceof e
          ? ((this.anchorKey = n ?? t.anchorKey), (this.currentKey = r ?? t.currentKey))
          : ((this.anchorKey = n ?? null), (this.currentKey = r ?? null)));
    }
  };
function bc(e, t) {
  if (e.size !== t.size) return !1;
  for (let n of e) if (!t.has(n)) return !1;
  return !0;
}
function xc(e) {
  let {
      selectionMode: t = `none`,
      disallowEmptySelection: n = !1,
      allowDuplicateSelectionEvents: r,
      selectionBehavior: i = `toggle`,
      disabledBehavior: a = `all`,
    } = e,
    o = (0, A.useRef)(!1),
    [, s] = (0, A.useState)(!1),
    c = (0, A.useRef)(null),
    l = (0, A.useRef)(null),
    [, u] = (0, A.useState)(null),
    [d, f] = wr(
      (0, A.useMemo)(() => Sc(e.selectedKeys), [e.selectedKeys]),
      (0, A.useMemo)(() => Sc(e.defaultSelectedKeys, new yc()), [e.defaultSelectedKeys]),
      e.onSelectionChange,
    ),
    p = (0, A.useMemo)(
      () => (e.disabledKeys ? new Set(e.disabledKeys) : new Set()),
      [e.disabledKeys],
    ),
    [m, h] = (0, A.useState)(i);
  i === `replace` && m === `toggle` && typeof d == `object` && d.size === 0 && h(`replace`);
  let g = (0, A.useRef)(i);
  return (
    (0, A.useEffect)(() => {
      i !== g.current && (h(i), (g.current = i));
    }, [i]),
    {
      selectionMode: t,
      disallowEmptySelection: n,
      selectionBehavior: m,
      setSelectionBehavior: h,
      get isFocused() {
        return o.current;
      },
      setFocused(e) {
        ((o.current = e), s(e));
      },
      get focusedKey() {
        return c.current;
      },
      get childFocusStrategy() {
        return l.current;
      },
      setFocusedKey(e, t = `first`) {
        ((c.current = e), (l.current = t), u(e));
      },
      selectedKeys: d,
      setSelectedKeys(e) {
        (r || !bc(e, d)) && f(e);
      },
      disabledKeys: p,
      disabledBehavior: a,
    }
  );
}
function Sc(e, t) {
  return e ? (e === `all` ? `all` : new yc(e)) : t;
}
var Cc = class e {
    constructor(e, t, n) {
      ((this.collection = e),
        (this.state = t),
        (this.allowsCellSelection = n?.allowsCellSelection ?? !1),
        (this._isSelectAll = null),
        (this.layoutDelegate = n?.layoutDelegate || null),
        (this.fullCollection = n?.fullCollection || null));
    }
    get selectionMode() {
      return this.state.selectionMode;
    }
    get disallowEmptySelection() {
      return this.state.disallowEmptySelection;
    }
    get selectionBehavior() {
      return this.state.selectionBehavior;
    }
    setSelectionBehavior(e) {
      this.state.setSelectionBehavior(e);
    }
    get isFocused() {
      return this.state.isFocused;
    }
    setFocused(e) {
      this.state.setFocused(e);
    }
    get focusedKey() {
      return this.state.focusedKey;
    }
    get childFocusStrategy() {
      return this.state.childFocusStrategy;
    }
    setFocusedKey(e, t) {
      (e == null || this.collection.getItem(e)) && this.state.setFocusedKey(e, t);
    }
    get selectedKeys() {
      return this.state.selectedKeys === `all`
        ? new Set(this.getSelectAllKeys())
        : this.state.selectedKeys;
    }
    get rawSelection() {
      return this.state.selectedKeys;
    }
    isSelected(e) {
      if (this.state.selectionMode === `none`) return !1;
      let t = this.getKey(e);
      return t == null
        ? !1
        : this.state.selectedKeys === `all`
          ? this.canSelectItem(t)
          : this.state.selectedKeys.has(t);
    }
    get isEmpty() {
      return this.state.selectedKeys !== `all` && this.state.selectedKeys.size === 0;
    }
    get isSelectAll() {
      if (this.isEmpty) return !1;
      if (this.state.selectedKeys === `all`) return !0;
      if (this._isSelectAll != null) return this._isSelectAll;
      let e = this.getSelectAllKeys(),
        t = this.state.selectedKeys;
      return ((this._isSelectAll = e.every((e) => t.has(e))), this._isSelectAll);
    }
    get firstSelectedKey() {
      let e = null;
      for (let t of this.state.selectedKeys) {
        let n = this.collection.getItem(t);
        (!e || (n && dc(this.collection, n, e) < 0)) && (e = n);
      }
      return e?.key ?? null;
    }
    get lastSelectedKey() {
      let e = null;
      for (let t of this.state.selectedKeys) {
        let n = this.collection.getItem(t);
        (!e || (n && dc(this.collection, n, e) > 0)) && (e = n);
      }
      return e?.key ?? null;
    }
    get disabledKeys() {
      return this.state.disabledKeys;
    }
    get disabledBehavior() {
      return this.state.disabledBehavior;
    }
    extendSelection(e) {
      if (this.selectionMode === `none`) return;
      if (this.selectionMode === `single`) {
        this.replaceSelection(e);
        return;
      }
      let t = this.getKey(e);
      if (t == null) return;
      let n;
      if (this.state.selectedKeys === `all`) n = new yc([t], t, t);
      else {
        let e = this.state.selectedKeys,
          r = e.anchorKey ?? t;
        n = new yc(e, r, t);
        for (let i of this.getKeyRange(r, e.currentKey ?? t)) n.delete(i);
        for (let e of this.getKeyRange(t, r)) this.canSelectItem(e) && n.add(e);
      }
      this.state.setSelectedKeys(n);
    }
    getKeyRange(e, t) {
      let n = this.collection.getItem(e),
        r = this.collection.getItem(t);
      return n && r
        ? dc(this.collection, n, r) <= 0
          ? this.getKeyRangeInternal(e, t)
          : this.getKeyRangeInternal(t, e)
        : [];
    }
    getKeyRangeInternal(e, t) {
      if (this.layoutDelegate?.getKeyRange) return this.layoutDelegate.getKeyRange(e, t);
      let n = [],
        r = e;
      for (; r != null; ) {
        let e = this.collection.getItem(r);
        if (
          (e && (e.type === `item` || (e.type === `cell` && this.allowsCellSelection)) && n.push(r),
          r === t)
        )
          return n;
        r = this.collection.getKeyAfter(r);
      }
      return [];
    }
    getKey(e) {
      let t = this.collection.getItem(e);
      if (!t || (t.type === `cell` && this.allowsCellSelection)) return e;
      for (; t && t.type !== `item` && t.parentKey != null; )
        t = this.collection.getItem(t.parentKey);
      return !t || t.type !== `item` ? null : t.key;
    }
    toggleSelection(e) {
      if (this.selectionMode === `none`) return;
      if (this.selectionMode === `single` && !this.isSelected(e)) {
        this.replaceSelection(e);
        return;
      }
      let t = this.getKey(e);
      if (t == null) return;
      let n = new yc(
        this.state.selectedKeys === `all` ? this.getSelectAllKeys() : this.state.selectedKeys,
      );
      (n.has(t)
        ? n.delete(t)
        : this.canSelectItem(t) && (n.add(t), (n.anchorKey = t), (n.currentKey = t)),
        (this.disallowEmptySelection && n.size === 0) || this.state.setSelectedKeys(n));
    }
    replaceSelection(e) {
      if (this.selectionMode === `none`) return;
      let t = this.getKey(e);
      if (t == null) return;
      let n = this.canSelectItem(t) ? new yc([t], t, t) : new yc();
      this.state.setSelectedKeys(n);
    }
    setSelectedKeys(e) {
      if (this.selectionMode === `none`) return;
      let t = new yc();
      for (let n of e) {
        let e = this.getKey(n);
        if (e != null && (t.add(e), this.selectionMode === `single`)) break;
      }
      this.state.setSelectedKeys(t);
    }
    getSelectAllKeys() {
      let e = this.fullCollection ?? this.collection,
        t = [],
        n = (r) => {
          for (; r != null; ) {
            if (this.canSelectItemIn(r, e)) {
              let i = e.getItem(r);
              (i?.type === `item` && t.push(r),
                i?.hasChildNodes &&
                  (this.allowsCellSelection || i.type !== `item`) &&
                  n(lc(cc(i, e))?.key ?? null));
            }
            r = e.getKeyAfter(r);
          }
        };
      return (n(e.getFirstKey()), t);
    }
    selectAll() {
      !this.isSelectAll && this.selectionMode === `multiple` && this.state.setSelectedKeys(`all`);
    }
    clearSelection() {
      !this.disallowEmptySelection &&
        (this.state.selectedKeys === `all` || this.state.selectedKeys.size > 0) &&
        this.state.setSelectedKeys(new yc());
    }
    toggleSelectAll() {
      this.isSelectAll ? this.clearSelection() : this.selectAll();
    }
    select(e, t) {
      this.selectionMode !== `none` &&
        (this.selectionMode === `single`
          ? this.isSelected(e) && !this.disallowEmptySelection
            ? this.toggleSelection(e)
            : this.replaceSelection(e)
          : this.selectionBehavior === `toggle` ||
              (t && (t.pointerType === `touch` || t.pointerType === `virtual`))
            ? this.toggleSelection(e)
            : this.replaceSelection(e));
    }
    isSelectionEqual(e) {
      if (e === this.state.selectedKeys) return !0;
      let t = this.selectedKeys;
      if (e.size !== t.size) return !1;
      for (let n of e) if (!t.has(n)) return !1;
      for (let n of t) if (!e.has(n)) return !1;
      return !0;
    }
    canSelectItem(e) {
      return this.canSelectItemIn(e, this.collection);
    }
    canSelectItemIn(e, t) {
      if (this.state.selectionMode === `none` || this.state.disabledKeys.has(e)) return !1;
      let n = t.getItem(e);
      return !(!n || n?.props?.isDisabled || (n.type === `cell` && !this.allowsCellSelection));
    }
    isDisabled(e) {
      let t = this.collection.getItem(e);
      return (
        this.state.disabledBehavior === `all` &&
        (this.state.disabledKeys.has(e) || !!t?.props?.isDisabled) &&
        t?.props?.disabledBehavior !== `selection`
      );
    }
    isLink(e) {
      return !!this.collection.getItem(e)?.props?.href;
    }
    getItemProps(e) {
      return this.collection.getItem(e)?.props;
    }
    withCollection(t) {
      return new e(t, this.state, {
        allowsCellSelection: this.allowsCellSelection,
        layoutDelegate: this.layoutDelegate || void 0,
        fullCollection: this.fullCollection ?? this.collection,
      });
    }
  },
  wc = class {
    build(e, t) {
      return ((this.context = t), Tc(() => this.iterateCollection(e)));
    }
    *iterateCollection(e) {
      let { children: t, items: n } = e;
      if (A.isValidElement(t) && t.type === A.Fragment)
        yield* this.iterateCollection({ children: t.props.children, items: n });
      else if (typeof t == `function`) {
        if (!n) throw Error(`props.children was a function but props.items is missing`);
        let e = 0;
        for (let r of n) (yield* this.getFullNode({ value: r, index: e }, { renderer: t }), e++);
      } else {
        let e = [];
        A.Children.forEach(t, (t) => {
          t && e.push(t);
        });
        let n = 0;
        for (let t of e) {
          let e = this.getFullNode({ element: t, index: n }, {});
          for (let t of e) (n++, yield t);
        }
      }
    }
    getKey(e, t, n, r) {
      if (e.key != null) return e.key;
      if (t.type === `cell` && t.key != null) return `${r}${t.key}`;
      let i = t.value;
      if (i != null) {
        let e = i.key ?? i.id;
        if (e == null) throw Error(`No key found for item`);
        return e;
      }
      return r ? `${r}.${t.index}` : `$.${t.index}`;
    }
    getChildState(e, t) {
      return { renderer: t.renderer || e.renderer };
    }
    *getFullNode(e, t, n, r) {
      if (A.isValidElement(e.element) && e.element.type === A.Fragment) {
        let i = [];
        A.Children.forEach(e.element.props.children, (e) => {
          i.push(e);
        });
        let a = e.index ?? 0;
        for (let e of i) yield* this.getFullNode({ element: e, index: a++ }, t, n, r);
        return;
      }
      let i = e.element;
      if (!i && e.value && t && t.renderer) {
        let n = this.cache.get(e.value);
        if (n && (!n.shouldInvalidate || !n.shouldInvalidate(this.context))) {
          ((n.index = e.index), (n.parentKey = r ? r.key : null), yield n);
          return;
        }
        i = t.renderer(e.value);
      }
      if (A.isValidElement(i)) {
        let a = i.type;
        if (typeof a != `function` && typeof a.getCollectionNode != `function`) {
          let e = i.type;
          throw Error(`Unknown element <${e}> in collection.`);
        }
        let o = a.getCollectionNode(i.props, this.context),
          s = e.index ?? 0,
          c = o.next();
        for (; !c.done && c.value; ) {
          let a = c.value;
          e.index = s;
          let l = a.key ?? null;
          l ??= a.element ? null : this.getKey(i, e, t, n);
          let u = [
            ...this.getFullNode(
              { ...a, key: l, index: s, wrapper: Ec(e.wrapper, a.wrapper) },
              this.getChildState(t, a),
              n ? `${n}${i.key}` : i.key,
              r,
            ),
          ];
          for (let t of u) {
            if (
              ((t.value = a.value ?? e.value ?? null),
              t.value && this.cache.set(t.value, t),
              e.type && t.type !== e.type)
            )
              throw Error(
                `Unsupported type <${Dc(t.type)}> in <${Dc(r?.type ?? `unknown parent type`)}>. Only <${Dc(e.type)}> is supported.`,
              );
            (s++, yield t);
          }
          c = o.next(u);
        }
        return;
      }
      if (e.key == null || e.type == null) return;
      let a = this,
        o = {
          type: e.type,
          props: e.props,
          key: e.key,
          parentKey: r ? r.key : null,
          value: e.value ?? null,
          level: (r?.level ?? 0) + +(r?.type === `item`),
          index: e.index,
          rendered: e.rendered,
          textValue: e.textValue ?? ``,
          "aria-label": e[`aria-label`],
          wrapper: e.wrapper,
          shouldInvalidate: e.shouldInvalidate,
          hasChildNodes: e.hasChildNodes || !1,
          childNodes: Tc(function* () {
            if (!e.hasChildNodes || !e.childNodes) return;
            let n = 0;
            for (let r of e.childNodes()) {
              r.key != null && (r.key = `${o.key}${r.key}`);
              let e = a.getFullNode({ ...r, index: n }, a.getChildState(t, r), o.key, o);
              for (let t of e) (n++, yield t);
            }
          }),
        };
      yield o;
    }
    constructor() {
      this.cache = new WeakMap();
    }
  };
function Tc(e) {
  let t = [],
    n = null;
  return {
    *[Symbol.iterator]() {
      for (let e of t) yield e;
      n ||= e();
      for (let e of n) (t.push(e), yield e);
    },
  };
}
function Ec(e, t) {
  if (e && t) return (n) => e(t(n));
  if (e) return e;
  if (t) return t;
}
function Dc(e) {
  return e[0].toUpperCase() + e.slice(1);
}
function Oc(e, t, n) {
  let r = (0, A.useMemo)(() => new wc(), []),
    { children: i, items: a, collection: o } = e;
  return (0, A.useMemo)(() => o || t(r.build({ children: i, items: a }, n)), [r, i, a, o, n, t]);
}
function kc(e) {
  let { filter: t, layoutDelegate: n } = e,
    r = xc(e),
    i = (0, A.useMemo)(
      () => (e.disabledKeys ? new Set(e.disabledKeys) : new Set()),
      [e.disabledKeys],
    ),
    a = Oc(
      e,
      (0, A.useCallback)((e) => (t ? new vc(t(e)) : new vc(e)), [t]),
      (0, A.useMemo)(
        () => ({ suppressTextValueWarning: e.suppressTextValueWarning }),
        [e.suppressTextValueWarning],
      ),
    ),
    o = (0, A.useMemo)(() => new Cc(a, r, { layoutDelegate: n }), [a, r, n]);
  return (jc(a, o), { collection: a, disabledKeys: i, selectionManager: o });
}
function Ac(e, t) {
  let n = (0, A.useMemo)(() => (t ? e.collection.filter(t) : e.collection), [e.collection, t]),
    r = e.selectionManager.withCollection(n);
  return (jc(n, r), { collection: n, selectionManager: r, disabledKeys: e.disabledKeys });
}
function jc(e, t) {
  let n = (0, A.useRef)(null);
  (0, A.useEffect)(() => {
    if (t.focusedKey != null && !e.getItem(t.focusedKey) && n.current) {
      let r = n.current.getKeyAfter(t.focusedKey),
        i = null;
      for (; r != null; ) {
        let a = e.getItem(r);
        if (a && a.type === `item` && !t.isDisabled(r)) {
          i = r;
          break;
        }
        r = n.current.getKeyAfter(r);
      }
      if (i == null)
        for (r = n.current.getKeyBefore(t.focusedKey); r != null; ) {
          let a = e.getItem(r);
          if (a && a.type === `item` && !t.isDisabled(r)) {
            i = r;
            break;
          }
          r = n.current.getKeyBefore(r);
        }
      t.setFocusedKey(i);
    }
    n.current = e;
  }, [e, t]);
}
function Mc(e, t) {
  let { collection: n, onLoadMore: r, scrollOffset: i = 1, direction: a = `end` } = e,
    o = (0, A.useRef)(null),
    s = Yn((e) => {
      for (let t of e) t.isIntersecting && r && r();
    });
  N(() => {
    if (t.current) {
      let e = 100 * i,
        n = a === `start` ? `${e}% 0px 0px 0px` : `0px ${e}% ${e}% ${e}%`;
      ((o.current = new IntersectionObserver(s, { root: Ua(t?.current), rootMargin: n })),
        o.current.observe(t.current));
    }
    return () => {
      o.current && o.current.disconnect();
    };
  }, [n, t, i, a]);
}
var Nc = (0, A.createContext)(null),
  Pc = (0, A.createContext)(null),
  Fc = (0, A.forwardRef)(function (e, t) {
    [e, t] = it(e, t, Nc);
    let n = (0, A.useContext)(Pc);
    return n
      ? A.createElement(Lc, { state: n, props: e, listBoxRef: t })
      : A.createElement(xi, { content: A.createElement(Mi, e) }, (n) =>
          A.createElement(Ic, { props: e, listBoxRef: t, collection: n }),
        );
  });
function Ic({ props: e, listBoxRef: t, collection: n }) {
  e = { ...e, collection: n, children: null, items: null };
  let { layoutDelegate: r } = (0, A.useContext)(Ri),
    i = kc({ ...e, layoutDelegate: r });
  return A.createElement(Lc, { state: i, props: e, listBoxRef: t });
}
function Lc({ state: e, props: t, listBoxRef: n }) {
  [t, n] = it(t, n, Tr);
  let { dragAndDropHooks: r, layout: i = `stack`, orientation: a = `vertical`, filter: o } = t,
    s = Ac(e, o),
    { collection: c, selectionManager: l } = s,
    u = !!r?.useDraggableCollectionState,
    d = !!r?.useDroppableCollectionState,
    { direction: f } = cr(),
    { disabledBehavior: p, disabledKeys: m } = l,
    h = ec({ usage: `search`, sensitivity: `base` }),
    {
      isVirtualized: g,
      layoutDelegate: _,
      dropTargetDelegate: v,
      CollectionRoot: y,
    } = (0, A.useContext)(Ri),
    b = (0, A.useMemo)(
      () =>
        t.keyboardDelegate ||
        new Qs({
          collection: c,
          collator: h,
          ref: n,
          disabledKeys: m,
          disabledBehavior: p,
          layout: i,
          orientation: a,
          direction: f,
          layoutDelegate: _,
        }),
      [c, h, n, p, m, a, f, t.keyboardDelegate, i, _],
    ),
    { listBoxProps: x } = nc(
      {
        ...t,
        shouldSelectOnPressUp: u || t.shouldSelectOnPressUp,
        keyboardDelegate: b,
        isVirtualized: g,
      },
      s,
      n,
    );
  ((0, A.useRef)(u), (0, A.useRef)(d), (0, A.useEffect)(() => {}, [u, d]));
  let S,
    C,
    w,
    T = !1,
    ee = null,
    E = (0, A.useRef)(null);
  if (u && r) {
    ((S = r.useDraggableCollectionState({
      collection: c,
      selectionManager: l,
      preview: r.renderDragPreview ? E : void 0,
    })),
      r.useDraggableCollection({}, S, n));
    let e = r.DragPreview;
    ee = r.renderDragPreview ? A.createElement(e, { ref: E }, r.renderDragPreview) : null;
  }
  if (d && r) {
    C = r.useDroppableCollectionState({ collection: c, selectionManager: l });
    let e =
      r.dropTargetDelegate ||
      v ||
      new r.ListDropTargetDelegate(c, n, { orientation: a, layout: i, direction: f });
    ((w = r.useDroppableCollection({ keyboardDelegate: b, dropTargetDelegate: e }, C, n)),
      (T = C.isDropTarget({ type: `root` })));
  }
  let { focusProps: te, isFocused: D, isFocusVisible: ne } = ha(),
    O = s.collection.size === 0,
    re = {
      isDropTarget: T,
      isEmpty: O,
      isFocused: D,
      isFocusVisible: ne,
      layout: t.layout || `stack`,
      orientation: a,
      state: s,
    },
    ie = nt({ ...t, children: void 0, defaultClassName: `react-aria-ListBox`, values: re }),
    ae = null;
  O &&
    t.renderEmptyState &&
    (ae = A.createElement(
      `div`,
      { role: `option`, style: { display: `contents` } },
      t.renderEmptyState(re),
    ));
  let oe = Gi(t, { global: !0 });
  return A.createElement(
    _s,
    null,
    A.createElement(
      lt.div,
      {
        ...P(oe, ie, x, te, w?.collectionProps),
        ref: n,
        slot: t.slot || void 0,
        onScroll: t.onScroll,
        "data-drop-target": T || void 0,
        "data-empty": O || void 0,
        "data-focused": D || void 0,
        "data-focus-visible": ne || void 0,
        "data-layout": t.layout || `stack`,
        "data-orientation": a,
      },
      A.createElement(
        tt,
        {
          values: [
            [Nc, t],
            [Pc, s],
            [$o, { dragAndDropHooks: r, dragState: S, dropState: C }],
            [cs, { elementType: `div` }],
            [es, { render: Bc }],
            [Pi, { name: `ListBoxSection`, render: Rc }],
          ],
        },
        A.createElement(
          os,
          null,
          A.createElement(y, {
            collection: c,
            scrollRef: n,
            persistedKeys: rs(l, r, C),
            renderDropIndicator: ns(r, C),
          }),
        ),
      ),
      ae,
      ee,
    ),
  );
}
function Rc(e, t, n, r = `react-aria-ListBoxSection`) {
  let i = (0, A.useContext)(Pc),
    { dragAndDropHooks: a, dropState: o } = (0, A.useContext)($o),
    { CollectionBranch: s } = (0, A.useContext)(Ri),
    [c, l] = at(),
    { headingProps: u, groupProps: d } = gc({
      heading: l,
      "aria-label": e[`aria-label`] ?? void 0,
    }),
    f = nt({ ...e, id: void 0, children: void 0, defaultClassName: r, values: void 0 }),
    p = Gi(e, { global: !0 });
  return (
    delete p.id,
    A.createElement(
      lt.section,
      { ...P(p, f, d), ref: t },
      A.createElement(
        is.Provider,
        { value: { ...u, ref: c } },
        A.createElement(s, { collection: i.collection, parent: n, renderDropIndicator: ns(a, o) }),
      ),
    )
  );
}
var zc = ki(kr, function (e, t, n) {
  let r = $e(t),
    i = (0, A.useContext)(Pc),
    { dragAndDropHooks: a, dragState: o, dropState: s } = (0, A.useContext)($o),
    c = o && !(o.isDisabled || o.selectionManager.isDisabled(n.key)),
    {
      optionProps: l,
      labelProps: u,
      descriptionProps: d,
      ...f
    } = hc({ key: n.key, "aria-label": e?.[`aria-label`] }, i, r),
    { hoverProps: p, isHovered: m } = xa({
      isDisabled: !f.allowsSelection && !f.hasAction && !c,
      onHoverStart: n.props.onHoverStart,
      onHoverChange: n.props.onHoverChange,
      onHoverEnd: n.props.onHoverEnd,
    }),
    { keyboardProps: h } = oi(e),
    { focusProps: g } = Kr(e),
    _ = null;
  o && a && (_ = a.useDraggableItem({ key: n.key, hasAction: f.hasAction }, o));
  let v = null;
  s &&
    a &&
    (v = a.useDroppableItem({ target: { type: `item`, key: n.key, dropPosition: `on` } }, s, r));
  let y = o && o.isDragging(n.key),
    b = nt({
      ...e,
      id: void 0,
      children: e.children,
      defaultClassName: `react-aria-ListBoxItem`,
      values: {
        ...f,
        isHovered: m,
        selectionMode: i.selectionManager.selectionMode,
        selectionBehavior: i.selectionManager.selectionBehavior,
        allowsDragging: !!o,
        isDragging: y,
        isDropTarget: v?.isDropTarget,
      },
    });
  (0, A.useEffect)(() => {
    n.textValue;
  }, [n.textValue]);
  let x = e.href ? lt.a : lt.div,
    S = Gi(e, { global: !0 });
  return (
    delete S.id,
    delete S.onClick,
    e.href && l.tabIndex == null && (l.tabIndex = -1),
    A.createElement(
      x,
      {
        ...P(S, b, l, p, h, g, _?.dragProps, v?.dropProps),
        ref: r,
        "data-allows-dragging": !!o || void 0,
        "data-selected": f.isSelected || void 0,
        "data-disabled": f.isDisabled || void 0,
        "data-hovered": m || void 0,
        "data-focused": f.isFocused || void 0,
        "data-focus-visible": f.isFocusVisible || void 0,
        "data-pressed": f.isPressed || void 0,
        "data-dragging": y || void 0,
        "data-drop-target": v?.isDropTarget || void 0,
        "data-selection-mode":
          i.selectionManager.selectionMode === `none` ? void 0 : i.selectionManager.selectionMode,
      },
      A.createElement(
        tt,
        {
          values: [
            [Ba, { slots: { [et]: u, label: u, description: d } }],
            [ss, { isSelected: f.isSelected }],
          ],
        },
        b.children,
      ),
    )
  );
});
function Bc(e, t) {
  t = $e(t);
  let { dragAndDropHooks: n, dropState: r } = (0, A.useContext)($o),
    { dropIndicatorProps: i, isHidden: a, isDropTarget: o } = n.useDropIndicator(e, r, t);
  return a ? null : A.createElement(Hc, { ...e, dropIndicatorProps: i, isDropTarget: o, ref: t });
}
function Vc(e, t) {
  let { dropIndicatorProps: n, isDropTarget: r, ...i } = e,
    a = nt({ ...i, defaultClassName: `react-aria-DropIndicator`, values: { isDropTarget: r } });
  return A.createElement(
    A.Fragment,
    null,
    A.createElement(lt.div, {
      ...n,
      ...a,
      role: `option`,
      ref: t,
      "data-drop-target": r || void 0,
    }),
  );
}
var Hc = (0, A.forwardRef)(Vc);
ki(Or, function (e, t, n) {
  let r = (0, A.useContext)(Pc),
    { isLoading: i, onLoadMore: a, scrollOffset: o, ...s } = e,
    c = (0, A.useRef)(null);
  Mc(
    (0, A.useMemo)(
      () => ({ onLoadMore: a, collection: r?.collection, sentinelRef: c, scrollOffset: o }),
      [a, o, r?.collection],
    ),
    c,
  );
  let l = nt({
    ...s,
    id: void 0,
    children: n.rendered,
    defaultClassName: `react-aria-ListBoxLoadingIndicator`,
    values: void 0,
  });
  return A.createElement(
    A.Fragment,
    null,
    A.createElement(
      `div`,
      { style: { position: `relative`, width: 0, height: 0 }, inert: _c(!0) },
      A.createElement(`div`, {
        "data-testid": `loadMoreSentinel`,
        ref: c,
        style: { position: `absolute`, height: 1, width: 1 },
      }),
    ),
    i &&
      l.children &&
      A.createElement(
        A.Fragment,
        null,
        A.createElement(
          lt.div,
          { ...P(Gi(e, { global: !0 }), { tabIndex: -1 }), ...l, role: `option`, ref: t },
          l.children,
        ),
      ),
  );
});
var Uc = (0, A.createContext)({ placement: `bottom` }),
  Wc = typeof HTMLElement < `u` && `inert` in HTMLElement.prototype;
function Gc(e) {
  return e.dataset.liveAnnouncer === `true` || e.dataset.reactAriaTopLayer !== void 0;
}
var Kc = new WeakMap(),
  qc = [];
function Jc(e, t) {
  let n = ft(e?.[0]),
    r = t instanceof n.Element ? { root: t } : t,
    i = r?.root ?? document.body,
    a = r?.shouldUseInert && Wc,
    o = new Set(e),
    s = new Set(),
    c = (e) =>
      a && e instanceof n.HTMLElement ? e.inert : e.getAttribute(`aria-hidden`) === `true`,
    l = (e, t) => {
      a && e instanceof n.HTMLElement
        ? (e.inert = t)
        : t
          ? e.setAttribute(`aria-hidden`, `true`)
          : (e.removeAttribute(`aria-hidden`), e instanceof n.HTMLElement && (e.inert = !1));
    },
    u = new Set();
  if (bt()) {
    let t = i.getRootNode();
    for (let n of e) {
      let e = n.getRootNode();
      for (; gt(e) && e !== t; ) (u.add(e), (e = e.host.getRootNode()));
    }
  }
  let d = (e) => {
      for (let t of e.querySelectorAll(`[data-live-announcer], [data-react-aria-top-layer]`))
        o.add(t);
      let t = (e) => {
          if (
            s.has(e) ||
            o.has(e) ||
            (e.parentElement &&
              s.has(e.parentElement) &&
              e.parentElement.getAttribute(`role`) !== `row`)
          )
            return NodeFilter.FILTER_REJECT;
          for (let t of o) if (I(e, t)) return NodeFilter.FILTER_SKIP;
          return NodeFilter.FILTER_ACCEPT;
        },
        n = ps(F(e), e, NodeFilter.SHOW_ELEMENT, { acceptNode: t }),
        r = t(e);
      if ((r === NodeFilter.FILTER_ACCEPT && f(e), r !== NodeFilter.FILTER_REJECT)) {
        let e = n.nextNode();
        for (; e != null; ) (f(e), (e = n.nextNode()));
      }
    },
    f = (e) => {
      let t = Kc.get(e) ?? 0;
      (c(e) && t === 0) || (t === 0 && l(e, !0), s.add(e), Kc.set(e, t + 1));
    };
  (qc.length && qc[qc.length - 1].disconnect(), d(i));
  let p = new MutationObserver((e) => {
    for (let t of e)
      if (t.type === `childList`) {
        if (t.target.isConnected && ![...o, ...s].some((e) => I(e, t.target)))
          for (let e of t.addedNodes)
            (e instanceof HTMLElement || e instanceof SVGElement) && Gc(e)
              ? o.add(e)
              : e instanceof Element && d(e);
        if (bt()) {
          for (let e of u)
            if (!e.isConnected) {
              p.disconnect();
              break;
            }
        }
      }
  });
  p.observe(i, { childList: !0, subtree: !0 });
  let m = new Set();
  if (bt())
    for (let e of u) {
      let t = new MutationObserver((e) => {
        for (let t of e)
          if (t.type === `childList`) {
            if (t.target.isConnected && ![...o, ...s].some((e) => I(e, t.target)))
              for (let e of t.addedNodes)
                (e instanceof HTMLElement || e instanceof SVGElement) && Gc(e)
                  ? o.add(e)
                  : e instanceof Element && d(e);
            if (bt()) {
              for (let e of u)
                if (!e.isConnected) {
                  p.disconnect();
                  break;
                }
            }
          }
      });
      (t.observe(e, { childList: !0, subtree: !0 }), m.add(t));
    }
  let h = {
    visibleNodes: o,
    hiddenNodes: s,
    observe() {
      p.observe(i, { childList: !0, subtree: !0 });
    },
    disconnect() {
      p.disconnect();
    },
  };
  return (
    qc.push(h),
    () => {
      if ((p.disconnect(), bt())) for (let e of m) e.disconnect();
      for (let e of s) {
        let t = Kc.get(e);
        t != null && (t === 1 ? (l(e, !1), Kc.delete(e)) : Kc.set(e, t - 1));
      }
      h === qc[qc.length - 1]
        ? (qc.pop(), qc.length && qc[qc.length - 1].observe())
        : qc.splice(qc.indexOf(h), 1);
    }
  );
}
function Yc(e) {
  let t = qc[qc.length - 1];
  if (t && !t.visibleNodes.has(e))
    return (
      t.visibleNodes.add(e),
      () => {
        t.visibleNodes.delete(e);
      }
    );
}
var Xc = { top: `top`, bottom: `top`, left: `left`, right: `left` },
  Zc = { top: `bottom`, bottom: `top`, left: `right`, right: `left` },
  Qc = { top: `left`, left: `top` },
  $c = { top: `height`, left: `width` },
  el = { width: `totalWidth`, height: `totalHeight` },
  tl = {},
  nl = () => (typeof document < `u` ? window.visualViewport : null);
function rl(e, t) {
  let n = 0,
    r = 0,
    i = 0,
    a = 0,
    o = 0,
    s = 0,
    c = {},
    l = (t?.scale ?? 1) > 1;
  if (e.tagName === `BODY` || e.tagName === `HTML`) {
    let l = document.documentElement;
    ((i = l.clientWidth),
      (a = l.clientHeight),
      (n = t?.width ?? i),
      (r = t?.height ?? a),
      (c.top = l.scrollTop || e.scrollTop),
      (c.left = l.scrollLeft || e.scrollLeft),
      t &&
        ((o = Math.max(0, t.pageTop - (c.top ?? 0))),
        (s = Math.max(0, t.pageLeft - (c.left ?? 0)))));
  } else
    (({ width: n, height: r, top: o, left: s } = ml(e, !1)),
      (c.top = e.scrollTop),
      (c.left = e.scrollLeft),
      (i = n),
      (a = r));
  return (
    Xt() &&
      (e.tagName === `BODY` || e.tagName === `HTML`) &&
      l &&
      ((c.top = 0), (c.left = 0), (o = t?.pageTop ?? 0), (s = t?.pageLeft ?? 0)),
    { width: n, height: r, totalWidth: i, totalHeight: a, scroll: c, top: o, left: s }
  );
}
function il(e) {
  return { top: e.scrollTop, left: e.scrollLeft, width: e.scrollWidth, height: e.scrollHeight };
}
function al(e, t, n, r, i, a, o) {
  let s = i.scroll[e] ?? 0,
    c = r[$c[e]],
    l = o[e] + r.scroll[Xc[e]] + a,
    u = o[e] + r.scroll[Xc[e]] + c - a,
    d = t - s + r.scroll[Xc[e]] + o[e] - r[Xc[e]],
    f = t - s + n + r.scroll[Xc[e]] + o[e] - r[Xc[e]];
  return d < l ? l - d : f > u ? Math.max(u - f, l - d) : 0;
}
function ol(e) {
  let t = window.getComputedStyle(e);
  return {
    top: parseInt(t.marginTop, 10) || 0,
    bottom: parseInt(t.marginBottom, 10) || 0,
    left: parseInt(t.marginLeft, 10) || 0,
    right: parseInt(t.marginRight, 10) || 0,
  };
}
function sl(e) {
  if (tl[e]) return tl[e];
  let [t, n] = e.split(` `),
    r = Xc[t] || `right`,
    i = Qc[r];
  Xc[n] || (n = `center`);
  let a = $c[r],
    o = $c[i];
  return (
    (tl[e] = { placement: t, crossPlacement: n, axis: r, crossAxis: i, size: a, crossSize: o }),
    tl[e]
  );
}
function cl(e, t, n, r, i, a, o, s, c, l, u) {
  let { placement: d, crossPlacement: f, axis: p, crossAxis: m, size: h, crossSize: g } = r,
    _ = {};
  ((_[m] = e[m] ?? 0),
    f === `center`
      ? (_[m] += ((e[g] ?? 0) - (n[g] ?? 0)) / 2)
      : f !== m && (_[m] += (e[g] ?? 0) - (n[g] ?? 0)),
    (_[m] += a));
  let v = e[m] - n[g] + c + l,
    y = e[m] + e[g] - c - l;
  if (((_[m] = Da(_[m], v, y)), d === p)) {
    let t = s ? u[h] : u[el[h]];
    _[Zc[p]] = Math.floor(t - e[p] + i);
  } else _[p] = Math.floor(e[p] + e[h] + i);
  return _;
}
function ll(e, t, n, r, i, a, o, s, c, l, u) {
  let d = (e.top == null ? c[el.height] - (e.bottom ?? 0) - o : e.top) - (c.scroll.top ?? 0),
    f = l ? n.top : 0,
    p = {
      top: Math.max(t.top + f, (u?.offsetTop ?? t.top) + f),
      bottom: Math.min(t.top + t.height + f, (u?.offsetTop ?? 0) + (u?.height ?? 0)),
    };
  return s === `top`
    ? Math.max(0, d + o - p.top - ((i.top ?? 0) + (i.bottom ?? 0) + a))
    : Math.max(0, p.bottom - d - ((i.top ?? 0) + (i.bottom ?? 0) + a));
}
function ul(e, t, n, r, i, a, o, s) {
  let { placement: c, axis: l, size: u } = a;
  return c === l
    ? Math.max(0, n[l] - (o.scroll[l] ?? 0) - (e[l] + (s ? t[l] : 0)) - (r[l] ?? 0) - r[Zc[l]] - i)
    : Math.max(
        0,
        e[u] +
          e[l] +
          (s ? t[l] : 0) -
          n[l] -
          n[u] +
          (o.scroll[l] ?? 0) -
          (r[l] ?? 0) -
          r[Zc[l]] -
          i,
      );
}
function dl(e, t, n, r, i, a, o, s, c, l, u, d, f, p, m, h, g, _) {
  let v = sl(e),
    { size: y, crossAxis: b, crossSize: x, placement: S, crossPlacement: C } = v,
    w = cl(t, s, n, v, u, d, l, f, m, h, c),
    T = u,
    ee = ul(s, l, t, i, a + u, v, c, g);
  if (o && n[y] > ee) {
    let e = sl(`${Zc[S]} ${C}`),
      r = cl(t, s, n, e, u, d, l, f, m, h, c);
    ul(s, l, t, i, a + u, e, c, g) > ee && ((v = e), (w = r), (T = u));
  }
  let E = `bottom`;
  v.axis === `top`
    ? v.placement === `top`
      ? (E = `top`)
      : v.placement === `bottom` && (E = `bottom`)
    : v.crossAxis === `top` &&
      (v.crossPlacement === `top` ? (E = `bottom`) : v.crossPlacement === `bottom` && (E = `top`));
  let te = al(b, w[b], n[x], s, c, a, l);
  w[b] += te;
  let D = ll(w, s, l, f, i, a, n.height, E, c, g, _);
  (p && p < D && (D = p),
    (n.height = Math.min(n.height, D)),
    (w = cl(t, s, n, v, T, d, l, f, m, h, c)),
    (te = al(b, w[b], n[x], s, c, a, l)),
    (w[b] += te));
  let ne = {},
    O = t[b] - w[b] - i[Xc[b]],
    re = O + 0.5 * t[x],
    ie = m / 2 + h,
    ae = Xc[b] === `left` ? (i.left ?? 0) + (i.right ?? 0) : (i.top ?? 0) + (i.bottom ?? 0),
    oe = n[x] - ae - m / 2 - h;
  ((ne[b] = Da(
    Da(re, t[b] + m / 2 - (w[b] + i[Xc[b]]), t[b] + t[x] - m / 2 - (w[b] + i[Xc[b]])),
    ie,
    oe,
  )),
    ({ placement: S, crossPlacement: C } = v),
    m ? (O = ne[b]) : C === `right` ? (O += t[x]) : C === `center` && (O += t[x] / 2));
  let se = S === `left` || S === `top` ? n[y] : 0,
    ce = { x: S === `top` || S === `bottom` ? O : se, y: S === `left` || S === `right` ? O : se };
  return {
    position: w,
    maxHeight: D,
    arrowOffsetLeft: ne.left,
    arrowOffsetTop: ne.top,
    placement: S,
    triggerAnchorPoint: ce,
  };
}
function fl(e) {
  let {
      placement: t,
      targetNode: n,
      overlayNode: r,
      scrollNode: i,
      padding: a,
      shouldFlip: o,
      boundaryElement: s,
      offset: c,
      crossOffset: l,
      maxHeight: u,
      arrowSize: d = 0,
      arrowBoundaryOffset: f = 0,
      targetRect: p,
    } = e,
    m = nl(),
    h = r instanceof HTMLElement ? gl(r) : document.documentElement,
    g = h === document.documentElement,
    _ = window.getComputedStyle(h).position,
    v = !!_ && _ !== `static`,
    y = g ? ml(n, !1, p) : hl(n, h, !1, p);
  if (!g) {
    let { marginTop: e, marginLeft: t } = window.getComputedStyle(n);
    ((y.top += parseInt(e, 10) || 0), (y.left += parseInt(t, 10) || 0));
  }
  let b = ml(r, !0),
    x = ol(r);
  ((b.width += (x.left ?? 0) + (x.right ?? 0)), (b.height += (x.top ?? 0) + (x.bottom ?? 0)));
  let S = il(i),
    C = rl(s, m),
    w = rl(h, m),
    T;
  if ((s.tagName === `BODY` || s.tagName === `HTML`) && !g) {
    let e = pl(h, !1);
    T = { top: -(e.top - C.top), left: -(e.left - C.left), width: 0, height: 0 };
  } else
    T =
      (s.tagName === `BODY` || s.tagName === `HTML`) && g
        ? { top: 0, left: 0, width: 0, height: 0 }
        : hl(s, h, !1);
  let ee = I(s, h);
  return dl(t, y, b, S, x, a, o, C, w, T, c, l, v, u, d, f, ee, m);
}
function pl(e, t) {
  let { top: n, left: r, width: i, height: a } = e.getBoundingClientRect();
  return (
    t &&
      e instanceof e.ownerDocument.defaultView.HTMLElement &&
      ((i = e.offsetWidth), (a = e.offsetHeight)),
    { top: n, left: r, width: i, height: a }
  );
}
function ml(e, t, n) {
  let { top: r, left: i, width: a, height: o } = n || pl(e, t),
    { scrollTop: s, scrollLeft: c, clientTop: l, clientLeft: u } = document.documentElement;
  return { top: r + s - l, left: i + c - u, width: a, height: o };
}
function hl(e, t, n, r) {
  let i = window.getComputedStyle(e),
    a;
  if (i.position === `fixed`) a = r || pl(e, n);
  else {
    a = ml(e, n, r);
    let i = ml(t, n),
      o = window.getComputedStyle(t);
    ((i.top += (parseInt(o.borderTopWidth, 10) || 0) - t.scrollTop),
      (i.left += (parseInt(o.borderLeftWidth, 10) || 0) - t.scrollLeft),
      (a.top -= i.top),
      (a.left -= i.left));
  }
  return (
    (a.top -= parseInt(i.marginTop, 10) || 0),
    (a.left -= parseInt(i.marginLeft, 10) || 0),
    a
  );
}
function gl(e) {
  let t = e.offsetParent;
  if (
    (t &&
      t === document.body &&
      window.getComputedStyle(t).position === `static` &&
      !_l(t) &&
      (t = document.documentElement),
    t == null)
  )
    for (t = e.parentElement; t && !_l(t); ) t = t.parentElement;
  return t || document.documentElement;
}
function _l(e) {
  let t = window.getComputedStyle(e);
  return (
    t.transform !== `none` ||
    /transform|perspective/.test(t.willChange) ||
    t.filter !== `none` ||
    t.contain === `paint` ||
    (`backdropFilter` in t && t.backdropFilter !== `none`) ||
    (`WebkitBackdropFilter` in t && t.WebkitBackdropFilter !== `none`)
  );
}
var vl = new WeakMap();
function yl(e) {
  let { triggerRef: t, isOpen: n, onClose: r } = e;
  (0, A.useEffect)(
    () =>
      !n || r === null
        ? void 0
        : _t(
            xt(t.current),
            `scroll`,
            (e) => {
              let n = R(e);
              if (
                !t.current ||
                (n instanceof Node && !I(n, t.current)) ||
                n instanceof HTMLInputElement ||
                n instanceof HTMLTextAreaElement
              )
                return;
              let i = r || vl.get(t.current);
              i && i();
            },
            !0,
          ),
    [n, r, t],
  );
}
function bl() {
  return window.ResizeObserver !== void 0;
}
function xl(e) {
  let { ref: t, box: n, onResize: r } = e,
    i = Yn(r);
  (0, A.useEffect)(() => {
    let e = t?.current;
    if (e) {
      if (bl()) {
        let t = new window.ResizeObserver((e) => {
          e.length && i();
        });
        return (
          t.observe(e, { box: n }),
          () => {
            e && t.unobserve(e);
          }
        );
      }
      return (
        window.addEventListener(`resize`, i, !1),
        () => {
          window.removeEventListener(`resize`, i, !1);
        }
      );
    }
  }, [t, n]);
}
var Sl = typeof document < `u` ? window.visualViewport : null;
function Cl(e) {
  let { direction: t } = cr(),
    {
      arrowSize: n,
      targetRef: r,
      overlayRef: i,
      arrowRef: a,
      scrollRef: o = i,
      placement: s = `bottom`,
      containerPadding: c = 12,
      shouldFlip: l = !0,
      boundaryElement: u = typeof document < `u` ? document.body : null,
      offset: d = 0,
      crossOffset: f = 0,
      shouldUpdatePosition: p = !0,
      isOpen: m = !0,
      onClose: h,
      maxHeight: g,
      arrowBoundaryOffset: _ = 0,
      getTargetRect: v,
    } = e,
    [y, b] = (0, A.useState)(null),
    x = [p, s, i.current, r.current, a?.current, o.current, c, l, u, d, f, m, t, g, _, n],
    S = (0, A.useRef)(Sl?.scale);
  (0, A.useEffect)(() => {
    m && (S.current = Sl?.scale);
  }, [m]);
  let C = (0, A.useCallback)(() => {
    if (p === !1 || !m || !i.current || !r.current || !u || Sl?.scale !== S.current) return;
    let e = null;
    if (o.current && St(o.current)) {
      let t = L()?.getBoundingClientRect(),
        n = o.current.getBoundingClientRect();
      ((e = { type: `top`, offset: (t?.top ?? 0) - n.top }),
        e.offset > n.height / 2 && ((e.type = `bottom`), (e.offset = (t?.bottom ?? 0) - n.bottom)));
    }
    let h = i.current;
    !g &&
      i.current &&
      ((h.style.top = `0px`),
      (h.style.bottom = ``),
      (h.style.maxHeight = (window.visualViewport?.height ?? window.innerHeight) + `px`));
    let y = fl({
      placement: Tl(s, t),
      overlayNode: i.current,
      targetNode: r.current,
      scrollNode: o.current || i.current,
      padding: c,
      shouldFlip: l,
      boundaryElement: u,
      offset: d,
      crossOffset: f,
      maxHeight: g,
      arrowSize: n ?? (a?.current ? pl(a.current, !0).width : 0),
      arrowBoundaryOffset: _,
      targetRect: v?.(r.current),
    });
    if (!y.position) return;
    ((h.style.top = ``),
      (h.style.bottom = ``),
      (h.style.left = ``),
      (h.style.right = ``),
      Object.keys(y.position).forEach((e) => (h.style[e] = y.position[e] + `px`)),
      (h.style.maxHeight = y.maxHeight == null ? `` : y.maxHeight + `px`));
    let x = L();
    if (e && x && o.current) {
      let t = x.getBoundingClientRect(),
        n = o.current.getBoundingClientRect(),
        r = t[e.type] - n[e.type];
      o.current.scrollTop += r - e.offset;
    }
    b(y);
  }, x);
  (N(C, x), wl(C), xl({ ref: i, onResize: C }), xl({ ref: r, onResize: C }));
  let w = (0, A.useRef)(!1);
  N(() => {
    let e,
      t = () => {
        ((w.current = !0),
          clearTimeout(e),
          (e = setTimeout(() => {
            w.current = !1;
          }, 500)),
          C());
      },
      n = () => {
        w.current && t();
      };
    (Sl?.addEventListener(`resize`, t), Sl?.addEventListener(`scroll`, n));
    let r = _t(xt(window), `scroll`, n);
    return () => {
      (Sl?.removeEventListener(`resize`, t), Sl?.removeEventListener(`scroll`, n), r());
    };
  }, [C]);
  let T = (0, A.useCallback)(() => {
    w.current || h?.();
  }, [h, w]);
  return (
    yl({ triggerRef: r, isOpen: m, onClose: h && T }),
    {
      overlayProps: {
        style: {
          position: y ? `absolute` : `fixed`,
          top: y ? void 0 : 0,
          left: y ? void 0 : 0,
          zIndex: 1e5,
          ...y?.position,
          maxHeight: y?.maxHeight ?? `100vh`,
        },
      },
      placement: y?.placement ?? null,
      triggerAnchorPoint: y?.triggerAnchorPoint ?? null,
      arrowProps: {
        "aria-hidden": `true`,
        role: `presentation`,
        style: { left: y?.arrowOffsetLeft, top: y?.arrowOffsetTop },
      },
      updatePosition: C,
    }
  );
}
function wl(e) {
  N(
    () => (
      window.addEventListener(`resize`, e, !1),
      () => {
        window.removeEventListener(`resize`, e, !1);
      }
    ),
    [e],
  );
}
function Tl(e, t) {
  return t === `rtl`
    ? e.replace(`start`, `right`).replace(`end`, `left`)
    : e.replace(`start`, `left`).replace(`end`, `right`);
}
function El(e) {
  let { ref: t, onInteractOutside: n, isDisabled: r, onInteractOutsideStart: i } = e,
    a = (0, A.useRef)({ isPointerDown: !1, ignoreEmulatedMouseEvents: !1 }),
    o = Yn((e) => {
      n && Dl(e, t) && (i && i(e), (a.current.isPointerDown = !0));
    }),
    s = Yn((e) => {
      n && n(e);
    });
  (0, A.useEffect)(() => {
    let e = a.current;
    if (r) return;
    let n = t.current,
      i = F(n);
    if (typeof PointerEvent < `u`) {
      let n = (n) => {
        (e.isPointerDown && Dl(n, t) && s(n), (e.isPointerDown = !1));
      };
      return (
        i.addEventListener(`pointerdown`, o, !0),
        i.addEventListener(`click`, n, !0),
        () => {
          (i.removeEventListener(`pointerdown`, o, !0), i.removeEventListener(`click`, n, !0));
        }
      );
    }
  }, [t, r]);
}
function Dl(e, t) {
  if (e.button > 0) return !1;
  let n = R(e);
  if (n) {
    let e = n.ownerDocument;
    if (!e || !I(e.documentElement, n) || n.closest(`[data-react-aria-top-layer]`)) return !1;
  }
  return t.current ? !e.composedPath().includes(t.current) : !1;
}
var Ol = [];
function kl(e, t) {
  let {
      onClose: n,
      shouldCloseOnBlur: r,
      isOpen: i,
      isDismissable: a = !1,
      isKeyboardDismissDisabled: o = !1,
      shouldCloseOnInteractOutside: s,
    } = e,
    c = (0, A.useRef)(void 0);
  (0, A.useEffect)(() => {
    if (i && !Ol.includes(t))
      return (
        Ol.push(t),
        () => {
          let e = Ol.indexOf(t);
          e >= 0 && Ol.splice(e, 1);
        }
      );
  }, [i, t]);
  let l = () => {
      Ol[Ol.length - 1] === t && n && n();
    },
    u = (e) => {
      let n = Ol[Ol.length - 1];
      ((c.current = n), (!s || s(R(e))) && n === t && e.stopPropagation());
    },
    d = (e) => {
      ((!s || s(R(e))) && (Ol[Ol.length - 1] === t && e.stopPropagation(), c.current === t && l()),
        (c.current = void 0));
    },
    { keyboardProps: f } = oi({
      shortcuts: {
        Escape: () => {
          if (!o) l();
          else return !1;
        },
      },
    });
  El({ ref: t, onInteractOutside: a && i ? d : void 0, onInteractOutsideStart: u });
  let { focusWithinProps: p } = ma({
    isDisabled: !r,
    onBlurWithin: (e) => {
      e.relatedTarget && !Ds(e.relatedTarget) && (!s || s(e.relatedTarget)) && n?.();
    },
  });
  return { overlayProps: { ...f, ...p }, underlayProps: {} };
}
var Al = 200,
  jl = 50,
  Ml = 600,
  Nl = new WeakMap(),
  Pl = new Set(),
  Fl = new Set();
function Il(e, t) {
  let n = qn();
  if (e !== n || t.aborted) for (let e of Fl) (e(n), Fl.delete(e));
  if (!e && n && Xt() && !t.aborted) (window.clearInterval(Nl.get(window)), Nl.set(window, Ll(Al)));
  else {
    if (e !== n || t.aborted) for (let e of Pl) (e(n), Pl.delete(e));
    (Fl.size + Pl.size <= 0 || t.aborted) &&
      (window.clearInterval(Nl.get(window)), Nl.delete(window));
  }
}
function Ll(e = Ml) {
  return window.setInterval(Il, jl, qn(), AbortSignal.timeout(e));
}
function Rl(e) {
  if (!Wn()) return (e(!1), () => {});
  let t = window.requestAnimationFrame(() => {
    t = window.requestAnimationFrame(() => {
      let t = Gn(document.hasFocus() ? L() : null);
      if (qn() === t || (qn() && !t)) return e(t);
      (Fl.add(e), Nl.has(window) || Nl.set(window, Ll()));
    });
  });
  return () => {
    (window.cancelAnimationFrame(t), Fl.delete(e));
  };
}
function zl(e) {
  if (!Wn()) return (e(!1), () => {});
  let t = window.requestAnimationFrame(() => {
    t = window.requestAnimationFrame(() => {
      let t = Gn(document.hasFocus() ? L() : null);
      if (qn() === t) return e(t);
      (Pl.add(e), Nl.has(window) || Nl.set(window, Ll()));
    });
  });
  return () => {
    (window.cancelAnimationFrame(t), Pl.delete(e));
  };
}
var Bl = typeof document < `u` && window.visualViewport,
  Vl = 0,
  Hl;
function Ul(e = {}) {
  let { isDisabled: t, UNSTABLE_overrideFocus: n } = e;
  N(() => {
    if (!t)
      return (
        Vl++,
        Vl === 1 && (Hl = Jt() && Xt() ? Gl() : Wl(n)),
        () => {
          (Vl--, Vl === 0 && Hl());
        }
      );
  }, [t, n]);
}
function Wl(e) {
  let t = window.innerWidth - document.documentElement.clientWidth;
  return Oe(
    t > 0 &&
      (`scrollbarGutter` in document.documentElement.style
        ? vt(document.documentElement, `scrollbar-gutter`, `stable`)
        : vt(document.documentElement, `padding-right`, `${t}px`)),
    vt(document.documentElement, `overflow`, `hidden`),
    e && ql(),
    e && Wn() && Kl(),
  );
}
function Gl() {
  let e = vt(document.documentElement, `overflow`, `hidden`),
    t,
    n = !1,
    r = (e) => {
      let r = R(e);
      ((t = Ha(r, !0) ? r : Ua(r, !0)), (n = !1));
      let i = r.ownerDocument.defaultView.getSelection();
      (i && !i.isCollapsed && i.containsNode(r, !0) && (n = !0),
        e.composedPath().some((e) => e instanceof HTMLInputElement && e.type === `range`) &&
          (n = !0),
        `selectionStart` in r &&
          `selectionEnd` in r &&
          r.selectionStart < r.selectionEnd &&
          r.ownerDocument.activeElement === r &&
          (n = !0));
    },
    i = document.createElement(`style`),
    a = Qi();
  (a && (i.nonce = a),
    (i.textContent = `@layer {
  * {
    overscroll-behavior: contain;
  }
}`),
    document.head.prepend(i));
  let o = (e) => {
      e.touches.length === 2 ||
        n ||
        ((!t ||
          t === document.documentElement ||
          t === document.body ||
          (t.scrollHeight === t.clientHeight && t.scrollWidth === t.clientWidth)) &&
          e.preventDefault());
    },
    s = ql(),
    c = Oe(
      _t(document, `touchstart`, r, { passive: !1, capture: !0 }),
      _t(document, `touchmove`, o, { passive: !1, capture: !0 }),
      Kl(),
    );
  return () => {
    (e(), c(), i.remove(), s());
  };
}
function Kl() {
  return _t(
    document,
    `blur`,
    (e) => {
      let t = R(e),
        n = e.relatedTarget;
      n && Gn(n)
        ? n.focus()
        : n || t.parentElement?.closest(`[tabindex]`)?.focus({ preventScroll: !0 });
    },
    !0,
  );
}
function ql() {
  let e = HTMLElement.prototype.focus;
  return (
    Reflect.defineProperty(HTMLElement.prototype, "focus", {
      configurable: !0,
      writable: !0,
      value: function (t) {
        if ((e.call(this, { ...t, preventScroll: !0 }), !t || !t.preventScroll)) {
          let e = () => {
            L() === this && Jl(this);
          };
          Rl((t) => (t ? e() : zl(() => e())));
        }
      },
    }),
    () => {
      Reflect.defineProperty(HTMLElement.prototype, "focus", {
        configurable: !0,
        writable: !0,
        value: e,
      });
    }
  );
}
function Jl(e) {
  let t = document.scrollingElement || document.documentElement,
    n = e;
  for (; n && n !== t && n.isConnected; ) {
    let e = Ua(n);
    if (e !== document.documentElement && e !== document.body && e !== n) {
      let t = e.getBoundingClientRect(),
        r = n.getBoundingClientRect();
      if (r.top < t.top || r.bottom > t.top + n.clientHeight) {
        let n = t.bottom;
        Bl && (n = Math.min(n, Bl.offsetTop + Bl.height));
        let i = r.top - t.top - ((n - t.top) / 2 - r.height / 2);
        e.scrollTo({
          top: Math.max(0, Math.min(e.scrollHeight - e.clientHeight, e.scrollTop + i)),
          behavior: `smooth`,
        });
      }
    }
    n = e.parentElement;
  }
}
function Yl(e, t) {
  let {
      triggerRef: n,
      popoverRef: r,
      groupRef: i,
      isNonModal: a,
      isKeyboardDismissDisabled: o,
      shouldCloseOnInteractOutside: s,
      ...c
    } = e,
    l = c.trigger === `SubmenuTrigger`,
    { overlayProps: u, underlayProps: d } = kl(
      {
        isOpen: t.isOpen,
        onClose: t.close,
        shouldCloseOnBlur: !0,
        isDismissable: !a || l,
        isKeyboardDismissDisabled: o,
        shouldCloseOnInteractOutside: s,
      },
      i ?? r,
    ),
    {
      overlayProps: f,
      arrowProps: p,
      placement: m,
      triggerAnchorPoint: h,
    } = Cl({
      ...c,
      targetRef: n,
      overlayRef: r,
      isOpen: t.isOpen,
      onClose: a && !l ? t.close : null,
      getTargetRect:
        c.getTargetRect ?? (t.point ? () => new DOMRect(t.point.x, t.point.y, 0, 0) : void 0),
    });
  (Ul({ isDisabled: a || !t.isOpen }),
    (0, A.useEffect)(() => {
      if (t.isOpen && r.current)
        return a
          ? Yc(i?.current ?? r.current)
          : Jc([i?.current ?? r.current], { shouldUseInert: !0 });
    }, [a, t.isOpen, r, i]));
  let { focusWithinProps: g } = ma(e);
  return {
    popoverProps: P(u, f, g),
    arrowProps: p,
    underlayProps: d,
    placement: m,
    triggerAnchorPoint: h,
  };
}
var Xl = {};
Xl = { dismiss: `تجاهل` };
var Zl = {};
Zl = { dismiss: `Отхвърляне` };
var Ql = {};
Ql = { dismiss: `Odstranit` };
var $l = {};
$l = { dismiss: `Luk` };
var eu = {};
eu = { dismiss: `Schließen` };
var tu = {};
tu = { dismiss: `Απόρριψη` };
var nu = {};
nu = { dismiss: `Dismiss` };
var ru = {};
ru = { dismiss: `Descartar` };
var iu = {};
iu = { dismiss: `Lõpeta` };
var au = {};
au = { dismiss: `Hylkää` };
var W = {};
W = { dismiss: `Rejeter` };
var ou = {};
ou = { dismiss: `התעלם` };
var su = {};
su = { dismiss: `Odbaci` };
var cu = {};
cu = { dismiss: `Elutasítás` };
var lu = {};
lu = { dismiss: `Ignora` };
var uu = {};
uu = { dismiss: `閉じる` };
var du = {};
du = { dismiss: `무시` };
var fu = {};
fu = { dismiss: `Atmesti` };
var pu = {};
pu = { dismiss: `Nerādīt` };
var mu = {};
mu = { dismiss: `Lukk` };
var hu = {};
hu = { dismiss: `Negeren` };
var gu = {};
gu = { dismiss: `Zignoruj` };
var _u = {};
_u = { dismiss: `Descartar` };
var vu = {};
vu = { dismiss: `Dispensar` };
var yu = {};
yu = { dismiss: `Revocare` };
var bu = {};
bu = { dismiss: `Пропустить` };
var xu = {};
xu = { dismiss: `Zrušiť` };
var Su = {};
Su = { dismiss: `Opusti` };
var Cu = {};
Cu = { dismiss: `Odbaci` };
var wu = {};
wu = { dismiss: `Avvisa` };
var Tu = {};
Tu = { dismiss: `Kapat` };
var Eu = {};
Eu = { dismiss: `Скасувати` };
var Du = {};
Du = { dismiss: `取消` };
var Ou = {};
Ou = { dismiss: `關閉` };
var ku = {};
ku = {
  "ar-AE": Xl,
  "bg-BG": Zl,
  "cs-CZ": Ql,
  "da-DK": $l,
  "de-DE": eu,
  "el-GR": tu,
  "en-US": nu,
  "es-ES": ru,
  "et-EE": iu,
  "fi-FI": au,
  "fr-FR": W,
  "he-IL": ou,
  "hr-HR": su,
  "hu-HU": cu,
  "it-IT": lu,
  "ja-JP": uu,
  "ko-KR": du,
  "lt-LT": fu,
  "lv-LV": pu,
  "nb-NO": mu,
  "nl-NL": hu,
  "pl-PL": gu,
  "pt-BR": _u,
  "pt-PT": vu,
  "ro-RO": yu,
  "ru-RU": bu,
  "sk-SK": xu,
  "sl-SI": Su,
  "sr-SP": Cu,
  "sv-SE": wu,
  "tr-TR": Tu,
  "uk-UA": Eu,
  "zh-CN": Du,
  "zh-TW": Ou,
};
function Au(e) {
  return e && e.__esModule ? e.default : e;
}
function ju(e) {
  let { onDismiss: t, ...n } = e,
    r = Zn(n, Sr(Au(ku), `@react-aria/overlays`).format(`dismiss`)),
    i = () => {
      t && t();
    };
  return A.createElement(
    $a,
    null,
    A.createElement(`button`, { ...r, tabIndex: -1, onClick: i, style: { width: 1, height: 1 } }),
  );
}
function Mu({ children: e }) {
  let t = (0, A.useMemo)(() => ({ register: () => {} }), []);
  return A.createElement($i.Provider, { value: t }, e);
}
var Nu = (0, A.createContext)({});
function Pu() {
  return (0, A.useContext)(Nu) ?? {};
}
var Fu = A.createContext(null);
function Iu(e) {
  let t = Be(),
    { portalContainer: n = t ? null : document.body, isExiting: r } = e,
    [i, a] = (0, A.useState)(!1),
    o = (0, A.useMemo)(() => ({ contain: i, setContain: a }), [i, a]),
    { getContainer: s } = Pu();
  if ((!e.portalContainer && s && (n = s()), !n)) return null;
  let c = e.children;
  return (
    e.disableFocusManagement ||
      (c = A.createElement(
        _s,
        { restoreFocus: !0, contain: (e.shouldContainFocus || i) && !r },
        c,
      )),
    (c = A.createElement(
      Fu.Provider,
      { value: o },
      A.createElement(Mu, null, A.createElement(ci.Provider, { value: null }, c)),
    )),
    _i.createPortal(c, n)
  );
}
function Lu() {
  let e = (0, A.useContext)(Fu)?.setContain;
  N(() => {
    e?.(!0);
  }, [e]);
}
function Ru(e) {
  let [t, n] = wr(e.isOpen, e.defaultOpen || !1, e.onOpenChange),
    [r, i] = (0, A.useState)(null);
  return {
    isOpen: t,
    setOpen: n,
    open: (0, A.useCallback)(() => {
      n(!0);
    }, [n]),
    close: (0, A.useCallback)(() => {
      n(!1);
    }, [n]),
    toggle: (0, A.useCallback)(() => {
      n(!t);
    }, [n, t]),
    point: r,
    setPoint: i,
  };
}
function zu(e, t = !0, n) {
  let [r, i] = (0, A.useState)(!0),
    a = r && t;
  return (
    N(() => {
      if (!t && e.current)
        return Oe(
          vt(e.current, `opacity`, `0`),
          vt(e.current, `clip`, `rect(0 0 0 0)`),
          vt(e.current, `clip-path`, `inset(50%)`),
          vt(e.current, `mask-image`, `linear-gradient(#0000, #0000)`),
        );
    }, [e, t]),
    N(() => {
      if (a && e.current && `getAnimations` in e.current)
        for (let t of e.current.getAnimations()) t instanceof CSSTransition && t.cancel();
    }, [e, a]),
    Vu(
      e,
      a,
      n,
      (0, A.useCallback)(() => i(!1), []),
    ),
    a
  );
}
function Bu(e, t, n) {
  let [r, i] = (0, A.useState)(t ? `open` : `closed`);
  switch (r) {
    case `open`:
      t || i(`exiting`);
      break;
    case `closed`:
    case `exiting`:
      t && i(`open`);
  }
  let a = r === `exiting`;
  return (
    Vu(
      e,
      a,
      n,
      (0, A.useCallback)(() => {
        i((e) => (e === `exiting` ? `closed` : e));
      }, []),
    ),
    a
  );
}
function Vu(e, t, n, r) {
  let i = (0, A.useRef)(null),
    a = Yn(n);
  N(() => {
    if (t && e.current && i.current !== t) {
      if (((i.current = t), !(`getAnimations` in e.current))) {
        r();
        return;
      }
      let n = a?.(e.current),
        o = e.current
          .getAnimations()
          .filter(
            (e) =>
              (typeof DocumentTimeline > `u` || e.timeline instanceof DocumentTimeline) &&
              e.playState === `running`,
          );
      if (o.length === 0 && !n) {
        r();
        return;
      }
      Promise.all([n, ...o.map((e) => e.finished)])
        .then(() => {
          (0, _i.flushSync)(() => {
            r();
          });
        })
        .catch(() => {});
    }
    i.current = t;
  }, [e, t, r]);
}
var Hu = (0, A.createContext)(null),
  Uu = (0, A.createContext)(null),
  Wu = (0, A.forwardRef)(function (e, t) {
    [e, t] = it(e, t, Hu);
    let n = (0, A.useContext)(kd),
      r = Ru(e),
      i = e.isOpen != null || e.defaultOpen != null || !n ? r : n,
      a = Bu(t, i.isOpen),
      o = e.isExiting || (!e.shouldSkipAnimation && a) || !1,
      s = mi(),
      { direction: c } = cr();
    if (s) {
      let t = e.children;
      return (
        typeof t == `function` &&
          (t = t({
            trigger: e.trigger || null,
            placement: `bottom`,
            isEntering: !1,
            isExiting: !1,
            defaultChildren: null,
          })),
        A.createElement(A.Fragment, null, t)
      );
    }
    return i && !i.isOpen && !o
      ? null
      : A.createElement(Gu, {
          ...e,
          triggerRef: e.triggerRef,
          state: i,
          popoverRef: t,
          isExiting: o,
          dir: c,
        });
  });
function Gu({ state: e, isExiting: t, UNSTABLE_portalContainer: n, clearContexts: r, ...i }) {
  let a = (0, A.useRef)(null),
    o = (0, A.useRef)(null),
    s = (0, A.useContext)(Uu),
    c = s && i.trigger === `SubmenuTrigger`,
    [l, u] = (0, A.useState)(!1),
    {
      popoverProps: d,
      underlayProps: f,
      arrowProps: p,
      placement: m,
      triggerAnchorPoint: h,
    } = Yl({ ...i, offset: i.offset ?? 8, arrowRef: a, groupRef: c ? s : o }, e),
    g = i.popoverRef,
    _ = zu(g, !!m && l),
    v = i.isEntering || (!i.shouldSkipAnimation && _) || !1,
    y = nt({
      ...i,
      defaultClassName: `react-aria-Popover`,
      values: { trigger: i.trigger || null, placement: m, isEntering: v, isExiting: t },
    }),
    b = !i.isNonModal || i.trigger === `SubmenuTrigger` || i.trigger === `PreviewTrigger`,
    [x, S] = (0, A.useState)(i.trigger === `PreviewTrigger`);
  (N(() => {
    g.current && S(b && !g.current.querySelector(`[role=dialog]`));
  }, [g, b]),
    (0, A.useEffect)(() => {
      x &&
        i.trigger !== `PreviewTrigger` &&
        (i.trigger !== `SubmenuTrigger` || kn() !== `pointer`) &&
        g.current &&
        !St(g.current) &&
        Gr(g.current);
    }, [x, g, i.trigger]));
  let C = (0, A.useMemo)(() => {
      let e = y.children;
      for (let t of [Hu, ...(r ?? [])]) e = A.createElement(t.Provider, { value: null }, e);
      return e;
    }, [y.children, r]),
    [w, T] = (0, A.useState)(null),
    ee = (0, A.useCallback)(() => {
      i.triggerRef.current && T(i.triggerRef.current.getBoundingClientRect().width + `px`);
    }, [i.triggerRef]);
  (N(ee, [ee]), xl({ ref: y.style?.[`--trigger-width`] ? void 0 : i.triggerRef, onResize: ee }));
  let E = {
    ...d.style,
    "--trigger-anchor-point": h ? `${h.x}px ${h.y}px` : void 0,
    ...y.style,
    "--trigger-width": y.style?.[`--trigger-width`] || w,
  };
  N(() => Rl(() => u(!0)), []);
  let te = A.createElement(
    lt.div,
    {
      ...P(Gi(i, { global: !0 }), d),
      ...y,
      id: x ? i.id : void 0,
      role: x ? `dialog` : void 0,
      tabIndex: x ? -1 : void 0,
      "aria-label": i[`aria-label`],
      "aria-labelledby": i[`aria-labelledby`],
      ref: g,
      slot: i.slot || void 0,
      style: E,
      dir: i.dir,
      "data-trigger": i.trigger,
      "data-placement": m,
      "data-entering": v || void 0,
      "data-exiting": t || void 0,
    },
    !i.isNonModal && A.createElement(ju, { onDismiss: e.close }),
    A.createElement(Uc.Provider, { value: { ...p, placement: m, ref: a } }, C),
    A.createElement(ju, { onDismiss: e.close }),
  );
  return c
    ? A.createElement(
        Iu,
        {
          ...i,
          shouldContainFocus: x && i.trigger !== `PreviewTrigger`,
          isExiting: t,
          portalContainer: n ?? s?.current ?? void 0,
        },
        te,
      )
    : A.createElement(
        Iu,
        {
          ...i,
          shouldContainFocus: x && i.trigger !== `PreviewTrigger`,
          isExiting: t,
          portalContainer: n,
        },
        !i.isNonModal &&
          e.isOpen &&
          A.createElement(`div`, {
            "data-testid": `underlay`,
            ...f,
            style: { position: `fixed`, inset: 0 },
          }),
        A.createElement(
          `div`,
          { ref: o, style: { display: `contents` } },
          A.createElement(Uu.Provider, { value: o }, te),
        ),
      );
}
var Ku = {};
Ku = { longPressMessage: `اضغط مطولاً أو اضغط على Alt + السهم لأسفل لفتح القائمة` };
var qu = {};
qu = {
  longPressMessage: `Натиснете продължително или натиснете Alt+ стрелка надолу, за да отворите менюто`,
};
var Ju = {};
Ju = {
  longPressMessage: `Dlouhým stiskem nebo stisknutím kláves Alt + šipka dolů otevřete nabídku`,
};
var Yu = {};
Yu = { longPressMessage: `Langt tryk eller tryk på Alt + pil ned for at åbne menuen` };
var Xu = {};
Xu = {
  longPressMessage: `Drücken Sie lange oder drücken Sie Alt + Nach-unten, um das Menü zu öffnen`,
};
var Zu = {};
Zu = {
  longPressMessage: `Πιέστε παρατεταμένα ή πατήστε Alt + κάτω βέλος για να ανοίξετε το μενού`,
};
var Qu = {};
Qu = { longPressMessage: `Long press or press Alt + ArrowDown to open menu` };
var $u = {};
$u = { longPressMessage: `Mantenga pulsado o pulse Alt + flecha abajo para abrir el menú` };
var ed = {};
ed = { longPressMessage: `Menüü avamiseks vajutage pikalt või vajutage klahve Alt + allanool` };
var G = {};
G = {
  longPressMessage: `Avaa valikko painamalla pohjassa tai näppäinyhdistelmällä Alt + Alanuoli`,
};
var td = {};
td = {
  longPressMessage: `Appuyez de manière prolongée ou appuyez sur Alt\xA0+\xA0Flèche vers le bas pour ouvrir le menu.`,
};
var K = {};
K = { longPressMessage: `לחץ לחיצה ארוכה או הקש Alt + ArrowDown כדי לפתוח את התפריט` };
var q = {};
q = {
  longPressMessage: `Dugo pritisnite ili pritisnite Alt + strelicu prema dolje za otvaranje izbornika`,
};
var J = {};
J = {
  longPressMessage: `Nyomja meg hosszan, vagy nyomja meg az Alt + lefele nyíl gombot a menü megnyitásához`,
};
var nd = {};
nd = { longPressMessage: `Premi a lungo o premi Alt + Freccia giù per aprire il menu` };
var rd = {};
rd = { longPressMessage: `長押しまたは Alt+下矢印キーでメニューを開く` };
var id = {};
id = { longPressMessage: `길게 누르거나 Alt + 아래쪽 화살표를 눌러 메뉴 열기` };
var ad = {};
ad = {
  longPressMessage: `Norėdami atidaryti meniu, nuspaudę palaikykite arba paspauskite „Alt + ArrowDown“.`,
};
var od = {};
od = {
  longPressMessage: `Lai atvērtu izvēlni, turiet nospiestu vai nospiediet taustiņu kombināciju Alt + lejupvērstā bultiņa`,
};
var sd = {};
sd = { longPressMessage: `Langt trykk eller trykk Alt + PilNed for å åpne menyen` };
var cd = {};
cd = { longPressMessage: `Druk lang op Alt + pijl-omlaag of druk op Alt om het menu te openen` };
var ld = {};
ld = {
  longPressMessage: `Naciśnij i przytrzymaj lub naciśnij klawisze Alt + Strzałka w dół, aby otworzyć menu`,
};
var ud = {};
ud = {
  longPressMessage: `Pressione e segure ou pressione Alt + Seta para baixo para abrir o menu`,
};
var dd = {};
dd = { longPressMessage: `Prima continuamente ou prima Alt + Seta Para Baixo para abrir o menu` };
var fd = {};
fd = {
  longPressMessage: `Apăsați lung sau apăsați pe Alt + săgeată în jos pentru a deschide meniul`,
};
var pd = {};
pd = {
  longPressMessage: `Нажмите и удерживайте или нажмите Alt + Стрелка вниз, чтобы открыть меню`,
};
var md = {};
md = {
  longPressMessage: `Ponuku otvoríte dlhým stlačením alebo stlačením klávesu Alt + klávesu so šípkou nadol`,
};
var hd = {};
hd = {
  longPressMessage: `Za odprtje menija pritisnite in držite gumb ali pritisnite Alt+puščica navzdol`,
};
var gd = {};
gd = {
  longPressMessage: `Dugo pritisnite ili pritisnite Alt + strelicu prema dole da otvorite meni`,
};
var _d = {};
_d = { longPressMessage: `Håll nedtryckt eller tryck på Alt + pil nedåt för att öppna menyn` };
var vd = {};
vd = { longPressMessage: `Menüyü açmak için uzun basın veya Alt + Aşağı Ok tuşuna basın` };
var yd = {};
yd = {
  longPressMessage: `Довго або звичайно натисніть комбінацію клавіш Alt і стрілка вниз, щоб відкрити меню`,
};
var bd = {};
bd = { longPressMessage: `长按或按 Alt + 向下方向键以打开菜单` };
var xd = {};
xd = { longPressMessage: `長按或按 Alt+向下鍵以開啟功能表` };
var Sd = {};
Sd = {
  "ar-AE": Ku,
  "bg-BG": qu,
  "cs-CZ": Ju,
  "da-DK": Yu,
  "de-DE": Xu,
  "el-GR": Zu,
  "en-US": Qu,
  "es-ES": $u,
  "et-EE": ed,
  "fi-FI": G,
  "fr-FR": td,
  "he-IL": K,
  "hr-HR": q,
  "hu-HU": J,
  "it-IT": nd,
  "ja-JP": rd,
  "ko-KR": id,
  "lt-LT": ad,
  "lv-LV": od,
  "nb-NO": sd,
  "nl-NL": cd,
  "pl-PL": ld,
  "pt-BR": ud,
  "pt-PT": dd,
  "ro-RO": fd,
  "ru-RU": pd,
  "sk-SK": md,
  "sl-SI": hd,
  "sr-SP": gd,
  "sv-SE": _d,
  "tr-TR": vd,
  "uk-UA": yd,
  "zh-CN": bd,
  "zh-TW": xd,
};
function Cd(e) {
  let { onContextMenu: t } = e,
    n = (0, A.useRef)(!1),
    { longPressProps: r } = ic({
      onLongPressStart() {
        n.current = !1;
      },
      onLongPress(e) {
        n.current ? (n.current = !1) : t?.({ target: e.target, x: e.x, y: e.y });
      },
    });
  return t
    ? {
        contextMenuProps: P(Jt() ? r : {}, {
          onContextMenu(e) {
            (e.stopPropagation(), e.preventDefault(), (n.current = !0));
            let r = e.currentTarget.getBoundingClientRect();
            t({ target: e.currentTarget, x: e.clientX - r.x, y: e.clientY - r.y });
          },
          onKeyDown(e) {
            if (z() && e.ctrlKey && e.key === `Enter`) {
              n.current = !1;
              let r = e.currentTarget;
              (e.stopPropagation(),
                setTimeout(() => {
                  if (n.current) n.current = !1;
                  else {
                    let e = r.getBoundingClientRect();
                    t({ target: r, x: e.width / 2, y: e.height / 2 });
                  }
                }, 10));
            }
          },
        }),
      }
    : { contextMenuProps: {} };
}
function wd(e, t, n) {
  let { type: r } = e,
    { isOpen: i } = t;
  (0, A.useEffect)(() => {
    n && n.current && vl.set(n.current, t.close);
  });
  let a;
  r === `menu` ? (a = !0) : r === `listbox` && (a = `listbox`);
  let o = Ke();
  return {
    triggerProps: {
      "aria-haspopup": a,
      "aria-expanded": i,
      "aria-controls": i ? o : void 0,
      onPress: t.toggle,
    },
    overlayProps: { id: o },
  };
}
function Td(e) {
  return e && e.__esModule ? e.default : e;
}
function Ed(e, t, n) {
  let { type: r = `menu`, isDisabled: i, trigger: a = `press` } = e,
    o = Ke(),
    { triggerProps: s, overlayProps: c } = wd({ type: r }, t, n),
    l = (e, n, r = `first`) => {
      if (!e || n.isDefaultPrevented()) return !1;
      t.toggle(r);
    },
    { keyboardProps: u } = oi({
      isDisabled: i,
      shortcuts: {
        Enter: (e) => l(a !== `longPress`, e, `first`),
        " ": (e) => l(a !== `longPress`, e, `first`),
        ArrowDown: (e) => l(a !== `longPress`, e, `first`),
        ArrowUp: (e) => l(a !== `longPress`, e, `last`),
        "Alt+Enter": (e) => l(a === `longPress`, e, `first`),
        "Alt+ ": (e) => l(a === `longPress`, e, `first`),
        "Alt+ArrowDown": (e) => l(!0, e, `first`),
        "Alt+ArrowUp": (e) => l(!0, e, `last`),
      },
    }),
    d = Sr(Td(Sd), `@react-aria/menu`),
    { longPressProps: f } = ic({
      isDisabled: i || a !== `longPress`,
      accessibilityDescription: d.format(`longPressMessage`),
      onLongPressStart() {
        t.close();
      },
      onLongPress() {
        t.open(`first`);
      },
    }),
    p = {
      preventFocusOnPress: !0,
      onPressStart(e) {
        e.pointerType !== `touch` &&
          e.pointerType !== `keyboard` &&
          !i &&
          (Dt(e.target), t.open(e.pointerType === `virtual` ? `first` : null));
      },
      onPress(e) {
        e.pointerType === `touch` && !i && (Dt(e.target), t.toggle());
      },
    };
  delete s.onPress;
  let { contextMenuProps: m } = Cd({
    onContextMenu(e) {
      let n = e.target.getBoundingClientRect();
      (t.setPoint({ x: n.x + e.x, y: n.y + e.y }), t.open());
    },
  });
  (0, A.useEffect)(() => {
    if (t.isOpen && a === `contextMenu`) {
      let e = (e) => {
        (e.button === 2 || (e.button === 0 && e.ctrlKey === !0)) &&
          R(e) === document.body &&
          t.close();
      };
      return (
        document.addEventListener(`mousedown`, e),
        () => document.removeEventListener(`mousedown`, e)
      );
    }
  }, [t, a]);
  let h;
  if (a === `press`) h = { ...p, ...u };
  else if (a === `longPress`) h = { ...f, ...u };
  else if (a === `contextMenu`) {
    h = m;
    let { "aria-haspopup": e, "aria-expanded": t, "aria-controls": n, ...r } = s;
    s = r;
  }
  return {
    menuTriggerProps: { ...s, ...h, id: o },
    menuProps: { ...c, "aria-labelledby": o, autoFocus: t.focusStrategy || !0, onClose: t.close },
  };
}
function Dd(e, t) {
  let { role: n = `dialog`, isEntering: r } = e,
    i = Je();
  i = e[`aria-label`] ? void 0 : i;
  let a = Je();
  a = n === `alertdialog` && !e[`aria-describedby`] ? a : void 0;
  let o = (0, A.useRef)(!1);
  ((0, A.useEffect)(() => {
    if (!r && t.current && !St(t.current)) {
      Gr(t.current);
      let e = setTimeout(() => {
        (L() === t.current || L() === document.body) &&
          ((o.current = !0), t.current && (t.current.blur(), Gr(t.current)), (o.current = !1));
      }, 500);
      return () => {
        clearTimeout(e);
      };
    }
  }, [t, r]),
    Lu(),
    (0, A.useRef)(!1),
    (0, A.useEffect)(() => {}));
  let s = e[`aria-describedby`] ?? a;
  return {
    dialogProps: {
      ...Gi(e, { labelable: !0 }),
      role: n,
      tabIndex: -1,
      "aria-labelledby": e[`aria-labelledby`] ?? i,
      "aria-describedby": s,
      onBlur: (e) => {
        o.current && e.stopPropagation();
      },
    },
    titleProps: { id: i },
    contentProps: { id: a },
  };
}
var Od = (0, A.createContext)(null),
  kd = (0, A.createContext)(null),
  Ad = (0, A.forwardRef)(function (e, t) {
    let n = e[`aria-labelledby`];
    [e, t] = it(e, t, Od);
    let { dialogProps: r, titleProps: i, contentProps: a } = Dd({ ...e, "aria-labelledby": n }, t),
      o = (0, A.useContext)(kd);
    !r[`aria-label`] &&
      !r[`aria-labelledby`] &&
      e[`aria-labelledby`] &&
      (r[`aria-labelledby`] = e[`aria-labelledby`]);
    let s = nt({
        defaultClassName: `react-aria-Dialog`,
        className: e.className,
        style: e.style,
        children: e.children,
        values: { close: o?.close || (() => {}) },
      }),
      c = Gi(e, { global: !0 });
    return A.createElement(
      lt.section,
      { ...P(c, s, r), render: e.render, ref: t, slot: e.slot || void 0 },
      A.createElement(
        tt,
        {
          values: [
            [Ra, { slots: { [et]: {}, title: { ...i, level: 2 } } }],
            [Ba, { slots: { [et]: {}, description: a } }],
            [Pa, { slots: { [et]: {}, close: { onPress: () => o?.close() } } }],
          ],
        },
        s.children,
      ),
    );
  });
function jd(e = {}) {
  let { locale: t } = cr();
  return (0, A.useMemo)(() => new Intl.ListFormat(t, e), [t, e]);
}
function Md(e, t, n) {
  let { overlayProps: r, underlayProps: i } = kl({ ...e, isOpen: t.isOpen, onClose: t.close }, n);
  (Ul({ isDisabled: !t.isOpen, UNSTABLE_overrideFocus: e.UNSTABLE_overrideFocus }), Lu());
  let { isEntering: a } = e;
  return (
    (0, A.useEffect)(() => {
      if (t.isOpen && n.current) return a ? Yc(n.current) : Jc([n.current], { shouldUseInert: !0 });
    }, [t.isOpen, a, n]),
    { modalProps: P(r), underlayProps: i }
  );
}
var Nd = typeof document < `u` && window.visualViewport;
function Pd() {
  let e = Be(),
    t = (0, A.useRef)(null),
    [n, r] = (0, A.useState)(() => (e ? { width: 0, height: 0 } : Fd()));
  return (
    (0, A.useEffect)(() => {
      let e = (e) => {
          r((t) => (e.width === t.width && e.height === t.height ? t : e));
        },
        n = () => {
          (Nd && Nd.scale > 1) || e(Fd());
        },
        i = (n) => {
          (Nd && Nd.scale > 1) ||
            (Gn(R(n)) &&
              (t.current = Rl((t) => {
                t ||
                  e({
                    width: document.documentElement.clientWidth,
                    height: document.documentElement.clientHeight,
                  });
              })));
        };
      return (
        e(Fd()),
        Jt() && Xt() && window.addEventListener(`blur`, i, !0),
        Nd ? Nd.addEventListener(`resize`, n) : window.addEventListener(`resize`, n),
        () => {
          (t.current?.(),
            Jt() && Xt() && window.removeEventListener(`blur`, i, !0),
            Nd ? Nd.removeEventListener(`resize`, n) : window.removeEventListener(`resize`, n));
        }
      );
    }, []),
    n
  );
}
function Fd() {
  return {
    width: Nd
      ? Math.min(Nd.width * Nd.scale, document.documentElement.clientWidth)
      : document.documentElement.clientWidth,
    height: Nd ? Nd.height * Nd.scale : document.documentElement.clientHeight,
  };
}
var Id = (0, A.createContext)(null),
  Ld = (0, A.createContext)(null),
  Rd = (0, A.forwardRef)(function (e, t) {
    if ((0, A.useContext)(Ld)) return A.createElement(Ud, { ...e, modalRef: t }, e.children);
    let {
      isDismissable: n,
      isKeyboardDismissDisabled: r,
      isOpen: i,
      defaultOpen: a,
      onOpenChange: o,
      children: s,
      isEntering: c,
      isExiting: l,
      UNSTABLE_portalContainer: u,
      shouldCloseOnInteractOutside: d,
      ...f
    } = e;
    return A.createElement(
      Bd,
      {
        isDismissable: n,
        isKeyboardDismissDisabled: r,
        isOpen: i,
        defaultOpen: a,
        onOpenChange: o,
        isEntering: c,
        isExiting: l,
        UNSTABLE_portalContainer: u,
        shouldCloseOnInteractOutside: d,
      },
      A.createElement(Ud, { ...f, modalRef: t }, s),
    );
  });
function zd(e, t) {
  [e, t] = it(e, t, Id);
  let n = (0, A.useContext)(kd),
    r = Ru(e),
    i = e.isOpen != null || e.defaultOpen != null || !n ? r : n,
    a = $e(t),
    o = (0, A.useRef)(null),
    s = Bu(a, i.isOpen, e.onExit),
    c = (0, A.useRef)(null),
    l = Bu(o, i.isOpen, (e) => c.current?.(e)),
    u = s || l || e.isExiting || !1,
    d = Be();
  return (!i.isOpen && !u) || d
    ? null
    : A.createElement(Vd, {
        ...e,
        state: i,
        isExiting: u,
        overlayRef: a,
        modalRef: o,
        onExitRef: c,
      });
}
var Bd = (0, A.forwardRef)(zd);
function Vd({ UNSTABLE_portalContainer: e, UNSTABLE_deferUntilEntered: t, ...n }) {
  let r = n.modalRef,
    { state: i } = n,
    [a, o] = (0, A.useState)(!1),
    s = zu(n.overlayRef, a, n.onEnter) || n.isEntering || !1,
    c = !!t && (!a || s),
    { modalProps: l, underlayProps: u } = Md({ ...n, isEntering: c }, i, r),
    d = (0, A.useContext)(Od),
    f = t ? Hd(d, { isEntering: c }) : d,
    p = nt({
      ...n,
      defaultClassName: `react-aria-ModalOverlay`,
      values: { isEntering: s, isExiting: n.isExiting, state: i },
    }),
    m = Pd(),
    h,
    g;
  if (typeof document < `u`) {
    let e = Ha(document.body)
        ? document.body
        : document.scrollingElement || document.documentElement,
      t = e.getBoundingClientRect().width % 1,
      n = e.getBoundingClientRect().height % 1;
    ((h = e.scrollWidth - t), (g = e.scrollHeight - n));
  }
  let _ = {
    ...p.style,
    "--visual-viewport-width": m.width + `px`,
    "--visual-viewport-height": m.height + `px`,
    "--page-width": h === void 0 ? void 0 : h + `px`,
    "--page-height": g === void 0 ? void 0 : g + `px`,
  };
  return (
    N(() => Rl(() => o(!0)), []),
    A.createElement(
      Iu,
      { isExiting: n.isExiting, portalContainer: e },
      A.createElement(
        lt.div,
        {
          ...P(Gi(n, { global: !0 }), u),
          ...p,
          style: _,
          ref: n.overlayRef,
          "data-entering": s || void 0,
          "data-exiting": n.isExiting || void 0,
        },
        A.createElement(
          tt,
          {
            values: [
              [
                Ld,
                {
                  modalProps: l,
                  modalRef: r,
                  isExiting: n.isExiting,
                  onExitRef: n.onExitRef,
                  isOpen: a,
                  isDismissable: n.isDismissable,
                },
              ],
              [kd, i],
              [Od, f],
            ],
          },
          p.children,
        ),
      ),
    )
  );
}
function Hd(e, t) {
  if (e && `slots` in e && e.slots) {
    let n = {};
    for (let r in e.slots) n[r] = { ...e.slots[r], ...t };
    return { ...e, slots: n };
  }
  return { ...e, ...t };
}
function Ud(e) {
  let {
      modalProps: t,
      modalRef: n,
      isExiting: r,
      onExitRef: i,
      isDismissable: a,
      isOpen: o,
    } = (0, A.useContext)(Ld),
    s = (0, A.useContext)(kd),
    c = $e((0, A.useMemo)(() => Ye(e.modalRef, n), [e.modalRef, n])),
    l = zu(c, o, e.onEnter),
    u = nt({
      ...e,
      defaultClassName: `react-aria-Modal`,
      values: { isEntering: l, isExiting: r, state: s },
    });
  return (
    N(() => {
      i && (i.current = e.onExit);
    }),
    A.createElement(
      lt.div,
      {
        ...P(Gi(e, { global: !0 }), t),
        ...u,
        ref: c,
        "data-entering": l || void 0,
        "data-exiting": r || void 0,
      },
      a && A.createElement(ju, { onDismiss: s.close }),
      u.children,
    )
  );
}
var Wd = new WeakMap();
function Gd(e, t, n) {
  let {
      keyboardDelegate: r,
      isDisabled: i,
      isRequired: a,
      name: o,
      form: s,
      validationBehavior: c = `aria`,
    } = e,
    l = ec({ usage: `search`, sensitivity: `base` }),
    u = (0, A.useMemo)(
      () => r || new Qs(t.collection, t.disabledKeys, n, l),
      [r, t.collection, t.disabledKeys, l, n],
    ),
    { menuTriggerProps: d, menuProps: f } = Ed({ isDisabled: i, type: `listbox` }, t, n),
    { keyboardProps: p } = oi({
      shortcuts: {
        ArrowLeft: () => {
          if (t.selectionManager.selectionMode === `multiple`) return !1;
          let e = t.selectedKey == null ? u.getFirstKey?.() : u.getKeyAbove?.(t.selectedKey);
          e != null && t.setSelectedKey(e);
        },
        ArrowRight: () => {
          if (t.selectionManager.selectionMode === `multiple`) return !1;
          let e = t.selectedKey == null ? u.getFirstKey?.() : u.getKeyBelow?.(t.selectedKey);
          e != null && t.setSelectedKey(e);
        },
      },
      allowRepeats: !0,
      onKeyDown: e.onKeyDown,
      onKeyUp: e.onKeyUp,
    }),
    { typeSelectProps: m } = qs({
      keyboardDelegate: u,
      selectionManager: t.selectionManager,
      onTypeSelect(e) {
        t.setSelectedKey(e);
      },
    }),
    { isInvalid: h, validationErrors: g, validationDetails: _ } = t.displayValidation,
    {
      labelProps: v,
      fieldProps: y,
      descriptionProps: b,
      errorMessageProps: x,
    } = mo({ ...e, labelElementType: `span`, isInvalid: h, errorMessage: e.errorMessage || g });
  t.selectionManager.selectionMode === `multiple` && (m = {});
  let S = Gi(e, { labelable: !0 }),
    C = P(m, d, y),
    w = Ke();
  return (
    Wd.set(t, { isDisabled: i, isRequired: a, name: o, form: s, validationBehavior: c }),
    {
      labelProps: {
        ...v,
        onClick: () => {
          e.isDisabled || (n.current?.focus(), An(`keyboard`));
        },
      },
      triggerProps: P(S, {
        ...C,
        isDisabled: i,
        onKeyDown: Oe(C.onKeyDown, p.onKeyDown),
        onKeyUp: p.onKeyUp,
        "aria-labelledby": [
          w,
          C[`aria-labelledby`],
          C[`aria-label`] && !C[`aria-labelledby`] ? C.id : null,
        ]
          .filter(Boolean)
          .join(` `),
        onFocus(n) {
          t.isFocused ||
            (e.onFocus && e.onFocus(n), e.onFocusChange && e.onFocusChange(!0), t.setFocused(!0));
        },
        onBlur(n) {
          t.isOpen ||
            (e.onBlur && e.onBlur(n), e.onFocusChange && e.onFocusChange(!1), t.setFocused(!1));
        },
      }),
      valueProps: { id: w },
      menuProps: {
        ...f,
        onAction: void 0,
        autoFocus: t.focusStrategy || !0,
        shouldSelectOnPressUp: !0,
        shouldFocusOnHover: !0,
        disallowEmptySelection: !0,
        linkBehavior: `selection`,
        onBlur: (n) => {
          I(n.currentTarget, n.relatedTarget) ||
            (e.onBlur && e.onBlur(n), e.onFocusChange && e.onFocusChange(!1), t.setFocused(!1));
        },
        "aria-labelledby": [
          y[`aria-labelledby`],
          C[`aria-label`] && !y[`aria-labelledby`] ? C.id : null,
        ]
          .filter(Boolean)
          .join(` `),
      },
      descriptionProps: b,
      errorMessageProps: x,
      isInvalid: h,
      validationErrors: g,
      validationDetails: _,
      hiddenSelectProps: {
        isDisabled: i,
        name: o,
        label: e.label,
        state: t,
        triggerRef: n,
        form: s,
      },
    }
  );
}
function Kd(e, t, n) {
  let r = Wd.get(t) || {},
    { autoComplete: i, name: a = r.name, form: o = r.form, isDisabled: s = r.isDisabled } = e,
    { validationBehavior: c, isRequired: l } = r,
    { visuallyHiddenProps: u } = Qa({ style: { position: `fixed`, top: 0, left: 0 } });
  (ho(e.selectRef, t.defaultValue, t.setValue),
    go({ validationBehavior: c, focus: () => n.current?.focus() }, t, e.selectRef));
  let d = t.setValue,
    f = (0, A.useCallback)(
      (e) => {
        let t = R(e);
        t.multiple ? d(Array.from(t.selectedOptions, (e) => e.value)) : d(e.currentTarget.value);
      },
      [d],
    );
  return {
    containerProps: {
      ...u,
      "aria-hidden": !0,
      "data-react-aria-prevent-focus": !0,
      "data-a11y-ignore": `aria-hidden-focus`,
    },
    inputProps: { style: { display: `none` } },
    selectProps: {
      tabIndex: -1,
      autoComplete: i,
      disabled: s,
      multiple: t.selectionManager.selectionMode === `multiple`,
      required: c === `native` && l,
      name: a,
      form: o,
      value: t.value ?? ``,
      onChange: f,
      onInput: f,
    },
  };
}
function qd(e) {
  let { state: t, triggerRef: n, label: r, name: i, form: a, isDisabled: o } = e,
    s = (0, A.useRef)(null),
    c = (0, A.useRef)(null),
    { containerProps: l, selectProps: u } = Kd(
      { ...e, selectRef: t.collection.size <= 300 ? s : c },
      t,
      n,
    ),
    d = Array.isArray(t.value) ? t.value : [t.value];
  if (t.collection.size <= 300)
    return A.createElement(
      `div`,
      { ...l, "data-testid": `hidden-select-container` },
      A.createElement(
        `label`,
        null,
        r,
        A.createElement(
          `select`,
          { ...u, ref: s },
          A.createElement(`option`, { value: ``, label: `\xA0` }, `\xA0`),
          [...t.collection.getKeys()].map((e) => {
            let n = t.collection.getItem(e);
            if (n && n.type === `item`)
              return A.createElement(`option`, { key: n.key, value: n.key }, n.textValue);
          }),
          t.collection.size === 0 &&
            i &&
            d.map((e, t) => A.createElement(`option`, { key: t, value: e ?? `` })),
        ),
      ),
    );
  if (i) {
    let { validationBehavior: e } = Wd.get(t) || {};
    d.length === 0 && (d = [null]);
    let n = d.map((t, n) => {
      let r = {
        type: `hidden`,
        autoComplete: u.autoComplete,
        name: i,
        form: a,
        disabled: o,
        value: t ?? ``,
      };
      return e === `native`
        ? A.createElement(`input`, {
            key: n,
            ...r,
            ref: n === 0 ? c : null,
            style: { display: `none` },
            type: `text`,
            required: n === 0 && u.required,
            onChange: () => {},
          })
        : A.createElement(`input`, { key: n, ...r, ref: n === 0 ? c : null });
    });
    return A.createElement(A.Fragment, null, n);
  }
  return null;
}
function Jd(e) {
  let { selectionMode: t = `single`, shouldCloseOnSelect: n = t === `single` } = e,
    r = Ru(e),
    [i, a] = (0, A.useState)(null),
    o = (0, A.useMemo)(
      () =>
        e.defaultValue === void 0
          ? t === `single`
            ? (e.defaultSelectedKey ?? null)
            : []
          : e.defaultValue,
      [e.defaultValue, e.defaultSelectedKey, t],
    ),
    [s, c] = wr(
      (0, A.useMemo)(
        () => (e.value === void 0 ? (t === `single` ? e.selectedKey : void 0) : e.value),
        [e.value, e.selectedKey, t],
      ),
      o,
      e.onChange,
    ),
    l = t === `single` && Array.isArray(s) ? s[0] : s,
    u = (n) => {
      if (t === `single`) {
        let t = Array.isArray(n) ? (n[0] ?? null) : n;
        (c(t), t !== l && e.onSelectionChange?.(t));
      } else {
        let e = [];
        (Array.isArray(n) ? (e = n) : n != null && (e = [n]), c(e));
      }
    },
    d = kc({
      ...e,
      selectionMode: t,
      disallowEmptySelection: t === `single`,
      allowDuplicateSelectionEvents: !0,
      selectedKeys: (0, A.useMemo)(() => Yd(l), [l]),
      onSelectionChange: (e) => {
        if (e !== `all`) {
          if (t === `single`) {
            let t = e.values().next().value ?? null;
            u(t);
          } else u([...e]);
          (n && r.close(), m.commitValidation());
        }
      },
    }),
    f = d.selectionManager.firstSelectedKey,
    p = (0, A.useMemo)(
      () =>
        [...d.selectionManager.selectedKeys]
          .map((e) => d.collection.getItem(e))
          .filter((e) => e != null),
      [d.selectionManager.selectedKeys, d.collection],
    ),
    m = oo({ ...e, value: Array.isArray(l) && l.length === 0 ? null : l }),
    [h, g] = (0, A.useState)(!1),
    [_] = (0, A.useState)(l);
  return {
    ...m,
    ...d,
    ...r,
    value: l,
    defaultValue: o ?? _,
    setValue: u,
    selectedKey: f,
    setSelectedKey: u,
    selectedItem: p[0] ?? null,
    selectedItems: p,
    defaultSelectedKey: e.defaultSelectedKey ?? (e.selectionMode === `single` ? _ : null),
    focusStrategy: i,
    open(t = null) {
      (d.collection.size !== 0 || e.allowsEmptyCollection) && (a(t), r.open());
    },
    toggle(t = null) {
      (d.collection.size !== 0 || e.allowsEmptyCollection) && (a(t), r.toggle());
    },
    isFocused: h,
    setFocused: g,
  };
}
function Yd(e) {
  if (e !== void 0) return e === null ? [] : Array.isArray(e) ? e : [e];
}
function Xd(e) {
  return e && e.__esModule ? e.default : e;
}
var Zd = (0, A.createContext)(null),
  Qd = (0, A.createContext)(null),
  $d = pi(function (e, t) {
    [e, t] = it(e, t, Zd);
    let { children: n, isDisabled: r = !1, isInvalid: i = !1, isRequired: a = !1 } = e,
      o = (0, A.useMemo)(
        () =>
          typeof n == `function`
            ? n({
                isOpen: !1,
                isDisabled: r,
                isInvalid: i,
                isRequired: a,
                isFocused: !1,
                isFocusVisible: !1,
                defaultChildren: null,
              })
            : n,
        [n, r, i, a],
      );
    return A.createElement(xi, { content: o }, (n) =>
      A.createElement(tf, { props: e, collection: n, selectRef: t }),
    );
  }),
  ef = [wa, Pa, Ba];
function tf({ props: e, selectRef: t, collection: n }) {
  let { validationBehavior: r } = rt(po) || {},
    i = e.validationBehavior ?? r ?? `native`,
    a = Jd({ ...e, collection: n, children: void 0, validationBehavior: i }),
    { isFocusVisible: o, focusProps: s } = ha({ within: !0 }),
    c = (0, A.useRef)(null),
    [l, u] = at(!e[`aria-label`] && !e[`aria-labelledby`]),
    {
      labelProps: d,
      triggerProps: f,
      valueProps: p,
      menuProps: m,
      descriptionProps: h,
      errorMessageProps: g,
      hiddenSelectProps: _,
      ...v
    } = Gd({ ...ot(e), label: u, validationBehavior: i }, a, c),
    y = (0, A.useMemo)(
      () => ({
        isOpen: a.isOpen,
        isFocused: a.isFocused,
        isFocusVisible: o,
        isDisabled: e.isDisabled || !1,
        isInvalid: v.isInvalid || !1,
        isRequired: e.isRequired || !1,
      }),
      [a.isOpen, a.isFocused, o, e.isDisabled, v.isInvalid, e.isRequired],
    ),
    b = nt({ ...e, values: y, defaultClassName: `react-aria-Select` }),
    x = Gi(e, { global: !0 });
  delete x.id;
  let S = (0, A.useRef)(null);
  return A.createElement(
    tt,
    {
      values: [
        [Zd, e],
        [Qd, a],
        [nf, p],
        [wa, { ...d, ref: l, elementType: `span` }],
        [Pa, { ...f, ref: c, isPressed: a.isOpen, autoFocus: e.autoFocus }],
        [kd, a],
        [
          Hu,
          {
            trigger: `Select`,
            triggerRef: c,
            scrollRef: S,
            placement: `bottom start`,
            "aria-labelledby": m[`aria-labelledby`],
            clearContexts: ef,
          },
        ],
        [Nc, { ...m, ref: S }],
        [Pc, a],
        [Ba, { slots: { description: h, errorMessage: g } }],
        [eo, v],
      ],
    },
    A.createElement(
      lt.div,
      {
        ...P(x, b, s),
        ref: t,
        slot: e.slot || void 0,
        "data-focused": a.isFocused || void 0,
        "data-focus-visible": o || void 0,
        "data-open": a.isOpen || void 0,
        "data-disabled": e.isDisabled || void 0,
        "data-invalid": v.isInvalid || void 0,
        "data-required": e.isRequired || void 0,
      },
      b.children,
      A.createElement(qd, { ..._, autoComplete: e.autoComplete }),
    ),
  );
}
var nf = (0, A.createContext)(null),
  rf = pi(function (e, t) {
    [e, t] = it(e, t, nf);
    let n = (0, A.useContext)(Qd),
      { placeholder: r } = rt(Zd),
      i = n.selectedItems.map((e) => {
        let t = e.props?.children;
        return (
          typeof t == `function` &&
            (t = t({
              isHovered: !1,
              isPressed: !1,
              isSelected: !1,
              isFocused: !1,
              isFocusVisible: !1,
              isDisabled: !1,
              selectionMode: `single`,
              selectionBehavior: `toggle`,
            })),
          t
        );
      }),
      a = jd(),
      o = (0, A.useMemo)(() => n.selectedItems.map((e) => e?.textValue), [n.selectedItems]),
      s = n.selectionManager.selectionMode,
      c = (0, A.useMemo)(() => (s === `single` ? (o[0] ?? ``) : a.format(o)), [s, a, o]),
      l = (0, A.useMemo)(() => {
        if (s === `single`) return i[0];
        let e = a.formatToParts(o);
        if (e.length === 0) return null;
        let t = 0;
        return e.map((e) =>
          e.type === `element` ? A.createElement(A.Fragment, { key: t }, i[t++]) : e.value,
        );
      }, [s, a, o, i]),
      u = Sr(Xd(Qo), `react-aria-components`),
      d = nt({
        ...e,
        defaultChildren: l ?? r ?? u.format(`selectPlaceholder`),
        defaultClassName: `react-aria-SelectValue`,
        values: {
          selectedItem: n.selectedItems[0]?.value ?? null,
          selectedItems: (0, A.useMemo)(
            () => n.selectedItems.map((e) => e.value ?? null),
            [n.selectedItems],
          ),
          selectedText: c,
          isPlaceholder: n.selectedItems.length === 0,
          state: n,
        },
      }),
      f = Gi(e, { global: !0 });
    return A.createElement(
      lt.span,
      { ref: t, ...f, ...d, "data-placeholder": n.selectedItems.length === 0 || void 0 },
      A.createElement(Ba.Provider, { value: void 0 }, d.children),
    );
  }),
  af = {};
af = {
  close: `إغلاق`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} \u{625}\u{634}\u{639}\u{627}\u{631}`, other: () => `${t.number(e.count)} \u{625}\u{634}\u{639}\u{627}\u{631}\u{627}\u{62A}` })}.`,
};
var of = {};
of = {
  close: `Затвори`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} \u{438}\u{437}\u{432}\u{435}\u{441}\u{442}\u{438}\u{435}`, other: () => `${t.number(e.count)} \u{438}\u{437}\u{432}\u{435}\u{441}\u{442}\u{438}\u{44F}` })}.`,
};
var sf = {};
sf = {
  close: `Zavřít`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} ozn\xe1men\xed`, other: () => `${t.number(e.count)} ozn\xe1men\xed` })}.`,
};
var cf = {};
cf = {
  close: `Luk`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} besked`, other: () => `${t.number(e.count)} beskeder` })}.`,
};
var lf = {};
lf = {
  close: `Schließen`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} Benachrichtigung`, other: () => `${t.number(e.count)} Benachrichtigungen` })}.`,
};
var uf = {};
uf = {
  close: `Κλείσιμο`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} \u{3B5}\u{3B9}\u{3B4}\u{3BF}\u{3C0}\u{3BF}\u{3AF}\u{3B7}\u{3C3}\u{3B7}`, other: () => `${t.number(e.count)} \u{3B5}\u{3B9}\u{3B4}\u{3BF}\u{3C0}\u{3BF}\u{3B9}\u{3AE}\u{3C3}\u{3B5}\u{3B9}\u{3C2}` })}.`,
};
var df = {};
df = {
  close: `Close`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} notification`, other: () => `${t.number(e.count)} notifications` })}.`,
};
var ff = {};
ff = {
  close: `Cerrar`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} notificaci\xf3n`, other: () => `${t.number(e.count)} notificaciones` })}.`,
};
var pf = {};
pf = {
  close: `Sule`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} teatis`, other: () => `${t.number(e.count)} teatist` })}.`,
};
var mf = {};
mf = {
  close: `Sulje`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} ilmoitus`, other: () => `${t.number(e.count)} ilmoitusta` })}.`,
};
var hf = {};
hf = {
  close: `Fermer`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} notification`, other: () => `${t.number(e.count)} notifications` })}.`,
};
var Y = {};
Y = {
  close: `סגור`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} \u{5D4}\u{5EA}\u{5E8}\u{5D0}\u{5D4}`, other: () => `${t.number(e.count)} \u{5D4}\u{5EA}\u{5E8}\u{5D0}\u{5D5}\u{5EA}` })}.`,
};
var gf = {};
gf = {
  close: `Zatvori`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} obavijest`, other: () => `${t.number(e.count)} obavijesti` })}.`,
};
var _f = {};
_f = {
  close: `Bezárás`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} \xe9rtes\xedt\xe9s`, other: () => `${t.number(e.count)} \xe9rtes\xedt\xe9s` })}.`,
};
var vf = {};
vf = {
  close: `Chiudi`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} notifica`, other: () => `${t.number(e.count)} notifiche` })}.`,
};
var yf = {};
yf = {
  close: `閉じる`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} \u{500B}\u{306E}\u{901A}\u{77E5}`, other: () => `${t.number(e.count)} \u{500B}\u{306E}\u{901A}\u{77E5}` })}\u{3002}`,
};
var bf = {};
bf = {
  close: `닫기`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)}\u{AC1C} \u{C54C}\u{B9BC}`, other: () => `${t.number(e.count)}\u{AC1C} \u{C54C}\u{B9BC}` })}.`,
};
var xf = {};
xf = {
  close: `Uždaryti`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} prane\u{161}imas`, other: () => `${t.number(e.count)} prane\u{161}imai` })}.`,
};
var Sf = {};
Sf = {
  close: `Aizvērt`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} pazi\u{146}ojums`, other: () => `${t.number(e.count)} pazi\u{146}ojumi` })}.`,
};
var Cf = {};
Cf = {
  close: `Lukk`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} varsling`, other: () => `${t.number(e.count)} varsler` })}.`,
};
var wf = {};
wf = {
  close: `Sluiten`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} melding`, other: () => `${t.number(e.count)} meldingen` })}.`,
};
var Tf = {};
Tf = {
  close: `Zamknij`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} powiadomienie`, few: () => `${t.number(e.count)} powiadomienia`, many: () => `${t.number(e.count)} powiadomie\u{144}`, other: () => `${t.number(e.count)} powiadomienia` })}.`,
};
var Ef = {};
Ef = {
  close: `Fechar`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} notifica\xe7\xe3o`, other: () => `${t.number(e.count)} notifica\xe7\xf5es` })}.`,
};
var Df = {};
Df = {
  close: `Fechar`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} notifica\xe7\xe3o`, other: () => `${t.number(e.count)} notifica\xe7\xf5es` })}.`,
};
var Of = {};
Of = {
  close: `Închideţi`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} notificare`, other: () => `${t.number(e.count)} notific\u{103}ri` })}.`,
};
var kf = {};
kf = {
  close: `Закрыть`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} \u{443}\u{432}\u{435}\u{434}\u{43E}\u{43C}\u{43B}\u{435}\u{43D}\u{438}\u{435}`, other: () => `${t.number(e.count)} \u{443}\u{432}\u{435}\u{434}\u{43E}\u{43C}\u{43B}\u{435}\u{43D}\u{438}\u{44F}` })}.`,
};
var Af = {};
Af = {
  close: `Zatvoriť`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} ozn\xe1menie`, few: () => `${t.number(e.count)} ozn\xe1menia`, other: () => `${t.number(e.count)} ozn\xe1men\xed` })}.`,
};
var jf = {};
jf = {
  close: `Zapri`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} obvestilo`, two: () => `${t.number(e.count)} obvestili`, few: () => `${t.number(e.count)} obvestila`, other: () => `${t.number(e.count)} obvestil` })}.`,
};
var Mf = {};
Mf = {
  close: `Zatvori`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} obave\u{161}tenje`, other: () => `${t.number(e.count)} obave\u{161}tenja` })}.`,
};
var Nf = {};
Nf = {
  close: `Stäng`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} meddelande`, other: () => `${t.number(e.count)} meddelanden` })}.`,
};
var Pf = {};
Pf = {
  close: `Kapat`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} bildirim`, other: () => `${t.number(e.count)} bildirim` })}.`,
};
var Ff = {};
Ff = {
  close: `Закрити`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} \u{441}\u{43F}\u{43E}\u{432}\u{456}\u{449}\u{435}\u{43D}\u{43D}\u{44F}`, other: () => `${t.number(e.count)} \u{441}\u{43F}\u{43E}\u{432}\u{456}\u{449}\u{435}\u{43D}\u{43D}\u{44F}` })}.`,
};
var If = {};
If = {
  close: `关闭`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} \u{4E2A}\u{901A}\u{77E5}`, other: () => `${t.number(e.count)} \u{4E2A}\u{901A}\u{77E5}` })}\u{3002}`,
};
var Lf = {};
Lf = {
  close: `關閉`,
  notifications: (e, t) =>
    `${t.plural(e.count, { one: () => `${t.number(e.count)} \u{500B}\u{901A}\u{77E5}`, other: () => `${t.number(e.count)} \u{500B}\u{901A}\u{77E5}` })}\u{3002}`,
};
var Rf = {};
Rf = {
  "ar-AE": af,
  "bg-BG": of,
  "cs-CZ": sf,
  "da-DK": cf,
  "de-DE": lf,
  "el-GR": uf,
  "en-US": df,
  "es-ES": ff,
  "et-EE": pf,
  "fi-FI": mf,
  "fr-FR": hf,
  "he-IL": Y,
  "hr-HR": gf,
  "hu-HU": _f,
  "it-IT": vf,
  "ja-JP": yf,
  "ko-KR": bf,
  "lt-LT": xf,
  "lv-LV": Sf,
  "nb-NO": Cf,
  "nl-NL": wf,
  "pl-PL": Tf,
  "pt-BR": Ef,
  "pt-PT": Df,
  "ro-RO": Of,
  "ru-RU": kf,
  "sk-SK": Af,
  "sl-SI": jf,
  "sr-SP": Mf,
  "sv-SE": Nf,
  "tr-TR": Pf,
  "uk-UA": Ff,
  "zh-CN": If,
  "zh-TW": Lf,
};
function zf(e) {
  return e && e.__esModule ? e.default : e;
}
function Bf(e, t, n) {
  let { key: r, timer: i, timeout: a } = e.toast;
  (0, A.useEffect)(() => {
    if (i != null && a != null)
      return (
        i.reset(a),
        () => {
          i.pause();
        }
      );
  }, [i, a]);
  let o = Ke(),
    s = Je(),
    c = Sr(zf(Rf), `@react-aria/toast`),
    [l, u] = (0, A.useState)(!1);
  return (
    N(() => {
      u(!0);
    }, []),
    {
      toastProps: {
        ...Gi(e, { labelable: !0 }),
        role: `alertdialog`,
        "aria-modal": `false`,
        "aria-labelledby": e[`aria-labelledby`] || o,
        "aria-describedby": e[`aria-describedby`] || s,
        tabIndex: 0,
      },
      contentProps: { role: `alert`, "aria-atomic": `true`, "aria-hidden": l ? void 0 : `true` },
      titleProps: { id: o },
      descriptionProps: { id: s },
      closeButtonProps: { "aria-label": c.format(`close`), onPress: () => t.close(r) },
    }
  );
}
var Vf = 1,
  Hf = Symbol.for(`react-aria-landmark-manager`);
function Uf(e) {
  return (
    document.addEventListener(`react-aria-landmark-manager-change`, e),
    () => document.removeEventListener(`react-aria-landmark-manager-change`, e)
  );
}
function X() {
  if (typeof document > `u`) return null;
  let e = document[Hf];
  return e && e.version >= Vf
    ? e
    : ((document[Hf] = new Gf()),
      document.dispatchEvent(new CustomEvent(`react-aria-landmark-manager-change`)),
      document[Hf]);
}
function Wf() {
  return (0, vi.useSyncExternalStore)(Uf, X, X);
}
var Gf = class {
  constructor() {
    ((this.landmarks = []),
      (this.isListening = !1),
      (this.refCount = 0),
      (this.version = Vf),
      (this.f6Handler = this.f6Handler.bind(this)),
      (this.focusinHandler = this.focusinHandler.bind(this)),
      (this.focusoutHandler = this.focusoutHandler.bind(this)));
  }
  setupIfNeeded() {
    this.isListening ||=
      (document.addEventListener(`keydown`, this.f6Handler, { capture: !0 }),
      document.addEventListener(`focusin`, this.focusinHandler, { capture: !0 }),
      document.addEventListener(`focusout`, this.focusoutHandler, { capture: !0 }),
      !0);
  }
  teardownIfNeeded() {
    !this.isListening ||
      this.landmarks.length > 0 ||
      this.refCount > 0 ||
      (document.removeEventListener(`keydown`, this.f6Handler, { capture: !0 }),
      document.removeEventListener(`focusin`, this.focusinHandler, { capture: !0 }),
      document.removeEventListener(`focusout`, this.focusoutHandler, { capture: !0 }),
      (this.isListening = !1));
  }
  focusLandmark(e, t) {
    this.landmarks.find((t) => t.ref.current === e)?.focus?.(t);
  }
  getLandmarksByRole(e) {
    return new Set(this.landmarks.filter((t) => t.role === e));
  }
  getLandmarkByRole(e) {
    return this.landmarks.find((t) => t.role === e);
  }
  addLandmark(e) {
    if ((this.setupIfNeeded(), this.landmarks.find((t) => t.ref === e.ref) || !e.ref.current))
      return;
    if ((this.landmarks.filter((e) => e.role === `main`).length, this.landmarks.length === 0)) {
      ((this.landmarks = [e]), this.checkLabels(e.role));
      return;
    }
    let t = 0,
      n = this.landmarks.length - 1;
    for (; t <= n; ) {
      let r = Math.floor((t + n) / 2),
        i = e.ref.current.compareDocumentPosition(this.landmarks[r].ref.current);
      i & Node.DOCUMENT_POSITION_PRECEDING || i & Node.DOCUMENT_POSITION_CONTAINS
        ? (t = r + 1)
        : (n = r - 1);
    }
    (this.landmarks.splice(t, 0, e), this.checkLabels(e.role));
  }
  updateLandmark(e) {
    let t = this.landmarks.findIndex((t) => t.ref === e.ref);
    t >= 0 &&
      ((this.landmarks[t] = { ...this.landmarks[t], ...e }),
      this.checkLabels(this.landmarks[t].role));
  }
  removeLandmark(e) {
    ((this.landmarks = this.landmarks.filter((t) => t.ref !== e)), this.teardownIfNeeded());
  }
  checkLabels(e) {
    let t = this.getLandmarksByRole(e);
    t.size > 1 && [...t].filter((e) => !e.label).length;
  }
  closestLandmark(e) {
    let t = new Map(this.landmarks.map((e) => [e.ref.current, e])),
      n = e;
    for (; n && !t.has(n) && n !== document.body && n.parentElement; ) n = n.parentElement;
    return t.get(n);
  }
  getNextLandmark(e, { backward: t }) {
    let n = this.closestLandmark(e),
      r = t ? this.landmarks.length - 1 : 0;
    n && (r = this.landmarks.indexOf(n) + (t ? -1 : 1));
    let i = () => {
      if (r < 0) {
        if (
          !e.dispatchEvent(
            new CustomEvent(`react-aria-landmark-navigation`, {
              detail: { direction: `backward` },
              bubbles: !0,
              cancelable: !0,
            }),
          )
        )
          return !0;
        r = this.landmarks.length - 1;
      } else if (r >= this.landmarks.length) {
        if (
          !e.dispatchEvent(
            new CustomEvent(`react-aria-landmark-navigation`, {
              detail: { direction: `forward` },
              bubbles: !0,
              cancelable: !0,
            }),
          )
        )
          return !0;
        r = 0;
      }
      return r < 0 || r >= this.landmarks.length;
    };
    if (i()) return;
    let a = r;
    for (; this.landmarks[r].ref.current?.closest(`[aria-hidden=true]`); ) {
      if (((r += t ? -1 : 1), i())) return;
      if (r === a) break;
    }
    return this.landmarks[r];
  }
  f6Handler(e) {
    e.key === `F6` &&
      (e.altKey ? this.focusMain() : this.navigate(R(e), e.shiftKey)) &&
      (e.preventDefault(), e.stopPropagation());
  }
  focusMain() {
    let e = this.getLandmarkByRole(`main`);
    return e && e.ref.current && e.ref.current.isConnected
      ? (this.focusLandmark(e.ref.current, `forward`), !0)
      : !1;
  }
  navigate(e, t) {
    let n = this.getNextLandmark(e, { backward: t });
    if (!n) return !1;
    if (n.lastFocused) {
      let e = n.lastFocused;
      if (I(document.body, e)) return (e.focus(), !0);
    }
    return n.ref.current && n.ref.current.isConnected
      ? (this.focusLandmark(n.ref.current, t ? `backward` : `forward`), !0)
      : !1;
  }
  focusinHandler(e) {
    let t = this.closestLandmark(R(e));
    t && t.ref.current !== R(e) && this.updateLandmark({ ref: t.ref, lastFocused: R(e) });
    let n = e.relatedTarget;
    if (n) {
      let e = this.closestLandmark(n);
      e && e.ref.current === n && e.blur();
    }
  }
  focusoutHandler(e) {
    let t = R(e),
      n = e.relatedTarget;
    if (!n || n === document) {
      let e = this.closestLandmark(t);
      e && e.ref.current === t && e.blur();
    }
  }
  createLandmarkController() {
    let e = this;
    return (
      e.refCount++,
      e.setupIfNeeded(),
      {
        navigate(t, n) {
          let r = n?.from || document.activeElement;
          return e.navigate(r, t === `backward`);
        },
        focusNext(t) {
          let n = t?.from || document.activeElement;
          return e.navigate(n, !1);
        },
        focusPrevious(t) {
          let n = t?.from || document.activeElement;
          return e.navigate(n, !0);
        },
        focusMain() {
          return e.focusMain();
        },
        dispose() {
          e &&= (e.refCount--, e.teardownIfNeeded(), null);
        },
      }
    );
  }
  registerLandmark(e) {
    return (
      this.landmarks.find((t) => t.ref === e.ref) ? this.updateLandmark(e) : this.addLandmark(e),
      () => this.removeLandmark(e.ref)
    );
  }
};
function Kf(e, t) {
  let { role: n, "aria-label": r, "aria-labelledby": i, focus: a } = e,
    o = Wf(),
    s = r || i,
    [c, l] = (0, A.useState)(!1),
    u = (0, A.useCallback)(() => {
      l(!0);
    }, [l]),
    d = (0, A.useCallback)(() => {
      l(!1);
    }, [l]);
  return (
    N(() => {
      if (o) return o.registerLandmark({ ref: t, label: s, role: n, focus: a || u, blur: d });
    }, [o, s, t, n, a, u, d]),
    (0, A.useEffect)(() => {
      c && t.current?.focus();
    }, [c, t]),
    { landmarkProps: { role: n, tabIndex: c ? -1 : void 0, "aria-label": r, "aria-labelledby": i } }
  );
}
function qf(e) {
  return e && e.__esModule ? e.default : e;
}
function Jf(e, t, n) {
  let r = Sr(qf(Rf), `@react-aria/toast`),
    { landmarkProps: i } = Kf(
      {
        role: `region`,
        "aria-label":
          e[`aria-label`] || r.format(`notifications`, { count: t.visibleToasts.length }),
      },
      n,
    ),
    a = (0, A.useRef)(!1),
    o = (0, A.useRef)(!1),
    s = (0, A.useCallback)(() => {
      a.current || o.current ? t.pauseAll() : t.resumeAll();
    }, [t]),
    { hoverProps: c } = xa({
      onHoverStart: () => {
        ((a.current = !0), s());
      },
      onHoverEnd: () => {
        ((a.current = !1), s());
      },
    }),
    l = (0, A.useRef)([]),
    u = (0, A.useRef)(t.visibleToasts),
    d = (0, A.useRef)(null);
  N(() => {
    if (d.current === -1 || t.visibleToasts.length === 0 || !n.current) {
      ((l.current = []), (u.current = t.visibleToasts));
      return;
    }
    if (
      ((l.current = [...n.current.querySelectorAll(`[role="alertdialog"]`)]),
      u.current.length === t.visibleToasts.length &&
        t.visibleToasts.every((e, t) => e.key === u.current[t].key))
    ) {
      u.current = t.visibleToasts;
      return;
    }
    let e = u.current.map((e, n) => ({
        ...e,
        i: n,
        isRemoved: !t.visibleToasts.some((t) => e.key === t.key),
      })),
      r = e.findIndex((e) => e.i === d.current && e.isRemoved);
    if (r > -1) {
      if (kn() === `pointer` && f.current?.isConnected) Dt(f.current);
      else {
        let t = 0,
          n,
          i;
        for (; t <= r; ) (e[t].isRemoved || (i = Math.max(0, t - 1)), t++);
        for (; t < e.length; ) {
          if (!e[t].isRemoved) {
            n = t - 1;
            break;
          }
          t++;
        }
        (i === void 0 && n === void 0 && (i = 0),
          i >= 0 && i < l.current.length
            ? Dt(l.current[i])
            : n >= 0 && n < l.current.length && Dt(l.current[n]));
      }
    }
    u.current = t.visibleToasts;
  }, [t.visibleToasts, n]);
  let f = (0, A.useRef)(null),
    { focusWithinProps: p } = ma({
      onFocusWithin: (e) => {
        ((o.current = !0), (f.current = e.relatedTarget), s());
      },
      onBlurWithin: () => {
        ((o.current = !1), (f.current = null), s());
      },
    });
  return (
    (0, A.useEffect)(() => {
      t.visibleToasts.length === 0 &&
        f.current?.isConnected &&
        (kn() === `pointer` ? Dt(f.current) : f.current.focus(), (f.current = null));
    }, [n, t.visibleToasts.length]),
    (0, A.useEffect)(
      () => () => {
        f.current?.isConnected &&
          (kn() === `pointer` ? Dt(f.current) : f.current.focus(), (f.current = null));
      },
      [n],
    ),
    {
      regionProps: P(i, c, p, {
        tabIndex: -1,
        "data-react-aria-top-layer": !0,
        onFocus: (e) => {
          let t = R(e).closest(`[role="alertdialog"]`);
          d.current = l.current.findIndex((e) => e === t);
        },
        onBlur: () => {
          d.current = -1;
        },
      }),
    }
  );
}
function Yf(e) {
  let t = (0, A.useCallback)((t) => e.subscribe(t), [e]),
    n = (0, A.useCallback)(() => e.visibleToasts, [e]);
  return {
    visibleToasts: (0, vi.useSyncExternalStore)(t, n, n),
    add: (t, n) => e.add(t, n),
    close: (t) => e.close(t),
    pauseAll: () => e.pauseAll(),
    resumeAll: () => e.resumeAll(),
  };
}
var Xf = class {
    constructor(e) {
      ((this.queue = []),
        (this.subscriptions = new Set()),
        (this.visibleToasts = []),
        (this.maxVisibleToasts = e?.maxVisibleToasts ?? 1 / 0),
        (this.wrapUpdate = e?.wrapUpdate));
    }
    runWithWrapUpdate(e, t) {
      this.wrapUpdate ? this.wrapUpdate(e, t) : e();
    }
    subscribe(e) {
      return (this.subscriptions.add(e), () => this.subscriptions.delete(e));
    }
    add(e, t = {}) {
      let n = `_` + Math.random().toString(36).slice(2),
        r = {
          ...t,
          content: e,
          key: n,
          timer: t.timeout ? new Zf(() => this.close(n), t.timeout) : void 0,
        };
      return (this.queue.unshift(r), this.updateVisibleToasts(`add`), n);
    }
    close(e) {
      let t = this.queue.findIndex((t) => t.key === e);
      (t >= 0 && (this.queue[t].onClose?.(), this.queue.splice(t, 1)),
        this.updateVisibleToasts(`remove`));
    }
    updateVisibleToasts(e) {
      ((this.visibleToasts = this.queue.slice(0, this.maxVisibleToasts)),
        this.runWithWrapUpdate(() => {
          for (let e of this.subscriptions) e();
        }, e));
    }
    pauseAll() {
      for (let e of this.visibleToasts) e.timer && e.timer.pause();
    }
    resumeAll() {
      for (let e of this.visibleToasts) e.timer && e.timer.resume();
    }
    clear() {
      ((this.queue = []), this.updateVisibleToasts(`clear`));
    }
  },
  Zf = class {
    constructor(e, t) {
      ((this.startTime = null), (this.remaining = t), (this.callback = e));
    }
    reset(e) {
      ((this.remaining = e), this.resume());
    }
    pause() {
      this.timerId != null &&
        (clearTimeout(this.timerId),
        (this.timerId = null),
        (this.remaining -= Date.now() - this.startTime));
    }
    resume() {
      this.remaining <= 0 ||
        ((this.startTime = Date.now()),
        (this.timerId = setTimeout(() => {
          ((this.timerId = null), (this.remaining = 0), this.callback());
        }, this.remaining)));
    }
  },
  Qf = (0, A.createContext)(null),
  $f = (0, A.forwardRef)(function (e, t) {
    let n = Be(),
      r = Yf(e.queue),
      i = $e(t),
      { regionProps: a } = Jf(e, r, i),
      { focusProps: o, isFocused: s, isFocusVisible: c } = ha(),
      { hoverProps: l, isHovered: u } = xa({}),
      d = nt({
        ...e,
        children: void 0,
        defaultClassName: `react-aria-ToastRegion`,
        values: { visibleToasts: r.visibleToasts, isHovered: u, isFocused: s, isFocusVisible: c },
      }),
      { direction: f } = cr(),
      p,
      { getContainer: m } = Pu();
    n || ((p = document.body), m && (p = m()));
    let h = Gi(e, { global: !0 }),
      g = A.createElement(
        Qf.Provider,
        { value: r },
        A.createElement(
          lt.div,
          {
            ...P(h, d, a, o, l),
            dir: f,
            ref: i,
            "data-hovered": u || void 0,
            "data-focused": s || void 0,
            "data-focus-visible": c || void 0,
          },
          typeof e.children == `function`
            ? A.createElement(
                ep,
                { ...e, render: void 0, className: void 0, style: { display: `contents` } },
                e.children,
              )
            : e.children,
        ),
      );
    return r.visibleToasts.length > 0 && p ? (0, _i.createPortal)(g, p) : null;
  }),
  ep = (0, A.forwardRef)(function (e, t) {
    let n = (0, A.useContext)(Qf),
      { hoverProps: r, isHovered: i } = xa({}),
      a = nt({
        ...e,
        children: void 0,
        defaultClassName: `react-aria-ToastList`,
        values: { visibleToasts: n.visibleToasts, isFocused: !1, isFocusVisible: !1, isHovered: i },
      });
    return A.createElement(
      lt.ol,
      { ...r, ...a, ref: t },
      n.visibleToasts.map((t) =>
        A.createElement(
          `li`,
          { key: t.key, style: { display: `contents` } },
          e.children({ toast: t }),
        ),
      ),
    );
  }),
  tp = (0, A.forwardRef)(function (e, t) {
    let n = (0, A.useContext)(Qf),
      r = $e(t),
      {
        toastProps: i,
        contentProps: a,
        titleProps: o,
        descriptionProps: s,
        closeButtonProps: c,
      } = Bf(e, n, r),
      { focusProps: l, isFocused: u, isFocusVisible: d } = ha(),
      f = nt({
        ...e,
        defaultClassName: `react-aria-Toast`,
        values: { toast: e.toast, isFocused: u, isFocusVisible: d },
      }),
      p = Gi(e, { global: !0 });
    return A.createElement(
      lt.div,
      { ...P(p, f, i, l), ref: r, "data-focused": u || void 0, "data-focus-visible": d || void 0 },
      A.createElement(
        tt,
        {
          values: [
            [np, a],
            [Ba, { slots: { [et]: {}, title: o, description: s } }],
            [Pa, { slots: { [et]: {}, close: c } }],
          ],
        },
        f.children,
      ),
    );
  }),
  np = (0, A.createContext)({}),
  rp = (0, A.forwardRef)(function (e, t) {
    return (
      ([e, t] = it(e, t, np)),
      A.createElement(
        lt.div,
        { render: e.render, className: `react-aria-ToastContent`, ...e, ref: t },
        e.children,
      )
    );
  }),
  ip = (e) => {
    let t,
      n = new Set(),
      r = (e, r) => {
        let i = typeof e == `function` ? e(t) : e;
        if (!Object.is(i, t)) {
          let e = t;
          ((t = (r ?? (typeof i != `object` || !i)) ? i : Object.assign({}, t, i)),
            n.forEach((n) => n(t, e)));
        }
      },
      i = () => t,
      a = {
        setState: r,
        getState: i,
        getInitialState: () => o,
        subscribe: (e) => (n.add(e), () => n.delete(e)),
      },
      o = (t = e(r, i, a));
    return a;
  },
  ap = (e) => (e ? ip(e) : ip),
  op = (e) => e;
function sp(e, t = op) {
  let n = A.useSyncExternalStore(
    e.subscribe,
    A.useCallback(() => t(e.getState()), [e, t]),
    () => t(e.getInitialState()),
  );
  return (A.useDebugValue(n), n);
}
var cp = (e) => {
    let t = ap(e),
      n = (e) => sp(t, e);
    return (Object.assign(n, t), n);
  },
  lp = (e) => (e ? cp(e) : cp);
function up(e) {
  let t = Object.values(e).filter((e) => typeof e == `number`);
  return Object.entries(e)
    .filter(([e, n]) => t.indexOf(+e) === -1)
    .map(([e, t]) => t);
}
function dp(e, t = `|`) {
  return e.map((e) => Ip(e)).join(t);
}
function fp(e, t) {
  return typeof t == `bigint` ? t.toString() : t;
}
var pp = class {
  constructor(e) {
    ((this._getter = e), (this._value = void 0));
  }
  get value() {
    let e = this._getter;
    return (e !== void 0 && ((this._value = e()), (this._getter = void 0)), this._value);
  }
};
function mp(e) {
  return new pp(e);
}
function hp(e) {
  return e == null;
}
function gp(e) {
  let t = +!!e.startsWith(`^`),
    n = e.endsWith(`$`) ? e.length - 1 : e.length;
  return e.slice(t, n);
}
function _p(e, t) {
  let n = e / t,
    r = Math.round(n),
    i = 4 * 2 ** -52 * Math.max(Math.abs(n), 1);
  return Math.abs(n - r) < i ? 0 : n - r;
}
function vp(e, t, n) {
  Object.defineProperty(e, t, { value: n, writable: !0, enumerable: !0, configurable: !0 });
}
function yp(e) {
  let t = Object.getOwnPropertyDescriptor(e, `shape`);
  return t?.get ? t.get.raw : t?.value;
}
function bp(e) {
  return yp(e._zod.def) ?? e._zod.def.shape;
}
function xp(e, t, n) {
  Object.defineProperty(e, t, {
    get() {
      let e = n();
      return (vp(this, t, e), e);
    },
    enumerable: !0,
    configurable: !0,
  });
}
function Sp(e, t, n) {
  t in e ? vp(e, t, n) : (e[t] = n);
}
function Cp(e, t, n, r) {
  let i = bp(t);
  for (let a of n) {
    let n = Object.getOwnPropertyDescriptor(i, a);
    n.enumerable &&
      (n.get
        ? xp(e, a, () => {
            let e = t._zod.def.shape[a];
            return r ? r(e, a) : e;
          })
        : Sp(e, a, r ? r(n.value, a) : n.value));
  }
}
function wp(e, t) {
  for (let n of Reflect.ownKeys(t)) {
    let r = Object.getOwnPropertyDescriptor(t, n);
    r.enumerable && (r.get ? xp(e, n, () => t[n]) : Sp(e, n, r.value));
  }
}
function Tp(...e) {
  let t = {};
  for (let n of e) {
    let e = Object.getOwnPropertyDescriptors(n);
    Object.assign(t, e);
  }
  return Object.defineProperties({}, t);
}
function Ep(e) {
  return JSON.stringify(e);
}
function Dp(e) {
  return e
    .toLowerCase()
    .trim()
    .replace(/[^\w\s-]/g, ``)
    .replace(/[\s_-]+/g, `-`)
    .replace(/^-+|-+$/g, ``);
}
var Op = `captureStackTrace` in Error ? Error.captureStackTrace : (...e) => {};
function kp(e) {
  return typeof e == `object` && !!e && !Array.isArray(e);
}
var Ap = mp(() => {
  if (Em.jitless || (typeof navigator < `u` && navigator?.userAgent?.includes(`Cloudflare`)))
    return !1;
  try {
    return (Function(``), !0);
  } catch {
    return !1;
  }
});
function jp(e) {
  if (kp(e) === !1) return !1;
  let t = e.constructor;
  if (t === void 0 || typeof t != `function`) return !0;
  let n = t.prototype;
  return kp(n) !== !1 && Object.prototype.hasOwnProperty.call(n, `isPrototypeOf`) !== !1;
}
function Mp(e) {
  return jp(e)
    ? { ...e }
    : Array.isArray(e)
      ? [...e]
      : e instanceof Map
        ? new Map(e)
        : e instanceof Set
          ? new Set(e)
          : e;
}
var Np = new Set([`string`, `number`, `symbol`]);
function Pp(e) {
  return e.replace(/[.*+?^${}()|[\]\\]/g, `\\$&`);
}
function Fp(e, t, n) {
  let r = new e._zod.constr(t ?? e._zod.def);
  return ((!t || n?.parent) && (r._zod.parent = e), r);
}
function Z(e) {
  let t = e;
  if (!t) return {};
  if (typeof t == `string`) return { error: () => t };
  if (t?.message !== void 0) {
    if (t?.error !== void 0) throw Error("Cannot specify both `message` and `error` params");
    t.error = t.message;
  }
  return (delete t.message, typeof t.error == `string` ? { ...t, error: () => t.error } : t);
}
function Ip(e) {
  return typeof e == `bigint` ? e.toString() + `n` : typeof e == `string` ? `"${e}"` : `${e}`;
}
function Lp(e) {
  return Object.keys(e).filter(
    (t) => e[t]._zod.optin !== void 0 && e[t]._zod.optout === `optional`,
  );
}
var Rp = {
    safeint: [-(2 ** 53 - 1), 2 ** 53 - 1],
    int32: [-2147483648, 2147483647],
    uint32: [0, 4294967295],
    float32: [-34028234663852886e22, 34028234663852886e22],
    float64: [-Number.MAX_VALUE, Number.MAX_VALUE],
  },
  zp = {
    int64: [BigInt(`-9223372036854775808`), BigInt(`9223372036854775807`)],
    uint64: [BigInt(0), BigInt(`18446744073709551615`)],
  };
function Bp(e, t) {
  let n = e._zod.def,
    r = n.checks;
  if (r && r.length > 0)
    throw Error(`.pick() cannot be used on object schemas containing refinements`);
  let i = {};
  return (Cp(i, e, Vp(e, t)), Fp(e, Tp(n, { shape: i, checks: [] })));
}
function Vp(e, t) {
  let n = bp(e),
    r = [];
  for (let e of Reflect.ownKeys(t)) {
    if (!Object.getOwnPropertyDescriptor(n, e)?.enumerable)
      throw Error(`Unrecognized key: "${String(e)}"`);
    t[e] && r.push(e);
  }
  return r;
}
function Hp(e, t) {
  let n = e._zod.def,
    r = n.checks;
  if (r && r.length > 0)
    throw Error(`.omit() cannot be used on object schemas containing refinements`);
  let i = new Set(Vp(e, t)),
    a = {};
  return (
    Cp(
      a,
      e,
      Reflect.ownKeys(bp(e)).filter((e) => !i.has(e)),
    ),
    Fp(e, Tp(n, { shape: a, checks: [] }))
  );
}
function Up(e, t) {
  if (!jp(t)) throw Error(`Invalid input to extend: expected a plain object`);
  let n = e._zod.def.checks;
  if (n && n.length > 0) {
    let n = bp(e);
    for (let e of Reflect.ownKeys(t))
      if (Object.getOwnPropertyDescriptor(n, e) !== void 0)
        throw Error(
          "Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.",
        );
  }
  return Fp(e, Tp(e._zod.def, { shape: Wp(e, t) }));
}
function Wp(e, t) {
  let n = {};
  return (Cp(n, e, Reflect.ownKeys(bp(e))), wp(n, t), n);
}
function Gp(e, t) {
  if (!jp(t)) throw Error(`Invalid input to safeExtend: expected a plain object`);
  return Fp(e, Tp(e._zod.def, { shape: Wp(e, t) }));
}
function Kp(e, t) {
  if (!t?._zod?.def)
    throw Error(
      "Invalid input to merge: expected an object schema. To merge a plain shape, use `.extend()`.",
    );
  if (e._zod.def.checks?.length)
    throw Error(
      `.merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead.`,
    );
  let n = {};
  return (
    Cp(n, e, Reflect.ownKeys(bp(e))),
    Cp(n, t, Reflect.ownKeys(bp(t))),
    Fp(
      e,
      Tp(e._zod.def, {
        shape: n,
        get catchall() {
          return t._zod.def.catchall;
        },
        checks: t._zod.def.checks ?? [],
      }),
    )
  );
}
function qp(e, t, n, r = `partial`) {
  let i = t._zod.def.checks;
  if (i && i.length > 0)
    throw Error(`.${r}() cannot be used on object schemas containing refinements`);
  let a = n ? new Set(Vp(t, n)) : void 0,
    o = {};
  return (
    Cp(
      o,
      t,
      Reflect.ownKeys(bp(t)),
      e && ((t, n) => (a && !a.has(n) ? t : new e({ type: `optional`, innerType: t }))),
    ),
    Fp(t, Tp(t._zod.def, { shape: o, checks: [] }))
  );
}
function Jp(e, t, n) {
  let r = n ? new Set(Vp(t, n)) : void 0,
    i = {};
  return (
    Cp(i, t, Reflect.ownKeys(bp(t)), (t, n) =>
      r && !r.has(n) ? t : new e({ type: `nonoptional`, innerType: t }),
    ),
    Fp(t, Tp(t._zod.def, { shape: i }))
  );
}
function Yp(e, t = 0) {
  if (e.aborted === !0) return !0;
  for (let n = t; n < e.issues.length; n++) if (e.issues[n]?.continue !== !0) return !0;
  return !1;
}
function Xp(e, t = 0) {
  if (e.aborted === !0) return !0;
  for (let n = t; n < e.issues.length; n++) if (e.issues[n]?.continue === !1) return !0;
  return !1;
}
function Zp(e, t) {
  return t.map((t) => {
    var n;
    return ((n = t).path ?? (n.path = []), t.path.unshift(e), t);
  });
}
function Qp(e) {
  return typeof e == `string` ? e : e?.message;
}
function $p(e) {
  let t = [];
  for (let n of e ?? []) {
    let e = n._zod.def;
    if (!/_(length|size)$|_equals$/.test(e.check)) break;
    let r = e.maximum ?? e.length ?? e.size;
    r >= 0 && t.push([r, n]);
  }
  return t;
}
function em(e, t, n) {
  var r;
  for (let i = t; i < e.length; i++) (r = e[i]).schema ?? (r.schema = n);
}
function tm(e, t, n) {
  var r;
  let i = e.inst?._zod?.traits;
  i?.has(`$ZodType`) &&
    (i.has(`$ZodCheck`) ? ((r = e).schema ?? (r.schema = e.inst)) : (e.schema = e.inst));
  let a = e.schema === e.inst ? void 0 : e.schema?._zod.def?.error,
    o = e.message
      ? e.message
      : (Qp(e.inst?._zod.def?.error?.(e)) ??
        Qp(a?.(e)) ??
        Qp(t?.error?.(e)) ??
        Qp(n.customError?.(e)) ??
        Qp(n.localeError?.(e)) ??
        `Invalid input`),
    s = {};
  for (let t of Object.keys(e))
    t !== `inst` &&
      t !== `schema` &&
      t !== `continue` &&
      t !== `input` &&
      t !== `__proto__` &&
      (s[t] = e[t]);
  return ((s.path ??= []), (s.message = o), t?.reportInput && (s.input = e.input), s);
}
var nm = /[\uD800-\uDBFF]/;
function rm(e) {
  let t = e.length;
  if (!nm.test(e)) return t;
  let n = t;
  for (let r = 0; r < t - 1; r++)
    (e.charCodeAt(r) & 64512) == 55296 && (e.charCodeAt(r + 1) & 64512) == 56320 && (n--, r++);
  return n;
}
function im(e) {
  return Array.isArray(e) ? `array` : typeof e == `string` ? `string` : `unknown`;
}
function am(e) {
  let t = typeof e;
  switch (t) {
    case `number`:
      return Number.isNaN(e) ? `nan` : `number`;
    case `object`: {
      if (e === null) return `null`;
      if (Array.isArray(e)) return `array`;
      let t = e;
      if (t && Object.getPrototypeOf(t) !== Object.prototype && `constructor` in t && t.constructor)
        return t.constructor.name;
    }
  }
  return t;
}
function om(...e) {
  let [t, n, r] = e;
  return typeof t == `string` ? { message: t, code: `custom`, input: n, inst: r } : { ...t };
}
function sm(e, t) {
  for (let n in t) {
    let r = Object.getOwnPropertyDescriptor(t, n);
    r.get ? Object.defineProperty(e, n, { ...r, enumerable: !1 }) : dm(e, n, r.value);
  }
}
function cm(e, t, n, r = !0) {
  return (
    Object.defineProperty(e, t, { configurable: !0, writable: !0, enumerable: r, value: n }),
    n
  );
}
function lm(e, t, n) {
  return cm(e, t, n, !1);
}
function um(e, t) {
  for (let n in e) {
    let r = e[n];
    Object.defineProperty(t, n, {
      configurable: !0,
      enumerable: !0,
      get() {
        return cm(this, n, r(this));
      },
      set(e) {
        cm(this, n, e);
      },
    });
  }
  return t;
}
function dm(e, t, n) {
  Object.defineProperty(e, t, {
    configurable: !0,
    get() {
      return this == null ? n : cm(this, t, n.bind(this));
    },
    set(e) {
      cm(this, t, e);
    },
  });
}
function fm(e, t) {
  let n = Object.getPrototypeOf(e);
  return t in n ? void 0 : n;
}
var pm,
  mm = !1,
  hm = {
    configurable: !0,
    get() {
      mm = !0;
    },
  };
function gm(e, t, n) {
  let r = Object.getPrototypeOf(e._zod);
  t in r && pm !== e._zod
    ? (pm = void 0)
    : ((pm = e._zod),
      Object.defineProperty(r, t, {
        configurable: !0,
        get() {
          Object.defineProperty(this, t, hm);
          let e = mm;
          mm = !1;
          try {
            let r = n(this);
            return (
              mm
                ? delete this[t]
                : Object.defineProperty(this, t, { configurable: !0, writable: !0, value: r }),
              (mm ||= e),
              r
            );
          } catch (n) {
            throw (delete this[t], (mm ||= e), n);
          }
        },
        set(e) {
          Object.defineProperty(this, t, { configurable: !0, writable: !0, value: e });
        },
      }));
}
function _m(e, t, n, r) {
  let i = fm(e, t);
  i &&
    Object.defineProperty(i, t, {
      configurable: !0,
      get() {
        let e = { configurable: !0, writable: !0, enumerable: r, value: void 0 };
        return (
          Object.defineProperty(this, t, e),
          (e.value = n(this)),
          Object.defineProperty(this, t, e),
          e.value
        );
      },
      set(e) {
        Object.defineProperty(this, t, { configurable: !0, writable: !0, enumerable: r, value: e });
      },
    });
}
var vm = `~constantCatch`;
function ym(e) {
  let t = () => e;
  return ((t[vm] = !0), t);
}
var bm,
  xm = { value: void 0, enumerable: !1 },
  Sm = `captureStackTrace` in Error ? Error : null;
function Cm(e) {
  let t = Sm;
  if (t) {
    let n = t.stackTraceLimit;
    if (typeof n == `number`) {
      try {
        t.stackTraceLimit = 0;
      } catch {
        return ((Sm = null), new e());
      }
      try {
        return new e();
      } finally {
        t.stackTraceLimit = n;
      }
    }
  }
  return new e();
}
function Q(e, t, n, r) {
  let i = {};
  function a(e) {
    ((this.def = e), (this.constr = d), (this.traits = new Set()));
  }
  a.prototype = i;
  let o = n,
    s = o && new WeakSet();
  function c(n, r) {
    if (!n._zod) {
      xm.value = new a(r);
      try {
        Object.defineProperty(n, "_zod", xm);
      } finally {
        xm.value = void 0;
      }
    } else if (n._zod.traits.has(e)) return;
    if ((n._zod.traits.add(e), t(n, r), s)) {
      let e = Object.getPrototypeOf(n),
        t = n._zod.constr.prototype,
        r = e;
      for (; r && r !== t; ) r = Object.getPrototypeOf(r);
      let i = r ?? e;
      s.has(i) || (s.add(i), sm(i, o));
    }
    let i = d.prototype;
    for (let e in i)
      Object.prototype.hasOwnProperty.call(i, e) && (e in n || (n[e] = i[e].bind(n)));
  }
  let l = r?.Parent ?? Object;
  class u extends l {}
  Object.defineProperty(u, "name", { value: e });
  function d(e) {
    let t = r?.Parent ? Cm(u) : this;
    c(t, e);
    let n = t._zod.deferred;
    if (n) {
      for (let e of n) e();
      t._zod.deferred = void 0;
    }
    let i = globalThis.__zod_globalConfig?.postProcessor;
    return (i && i(t), t);
  }
  return (
    Object.defineProperty(d, "init", { value: c }),
    Object.defineProperty(d, Symbol.hasInstance, {
      value: (t) => (r?.Parent && t instanceof r.Parent ? !0 : t?._zod?.traits?.has(e)),
    }),
    Object.defineProperty(d, "name", { value: e }),
    d
  );
}
var wm = class extends Error {
    constructor() {
      super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
    }
  },
  Tm = class extends Error {
    constructor(e) {
      (super(`Encountered unidirectional transform during encode: ${e}`),
        (this.name = `ZodEncodeError`));
    }
  };
(bm = globalThis).__zod_globalConfig ?? (bm.__zod_globalConfig = {});
var Em = globalThis.__zod_globalConfig;
function Dm(e) {
  return (e && Object.assign(Em, e), Em);
}
function Om() {
  let e = this._zod;
  return ((e.message ??= JSON.stringify(e.def, fp, 2)), e.message);
}
function km(e) {
  this._zod.message = e;
}
var Am = { get: Om, set: km, enumerable: !0, configurable: !0 },
  jm = { value: void 0, enumerable: !1 },
  Mm = new WeakSet([Object.prototype, Error.prototype]),
  Nm = Q(`$ZodError`, (e, t) => {
    ((e.name = `$ZodError`),
      (jm.value = t),
      Object.defineProperty(e, "issues", jm),
      (jm.value = void 0),
      Object.defineProperty(e, "message", Am));
    let n = Object.getPrototypeOf(e);
    Mm.has(n) ||
      (Mm.add(n),
      Object.defineProperty(n, "toString", {
        configurable: !0,
        enumerable: !1,
        get() {
          let e = () => this.message;
          return (
            Object.defineProperty(this, "toString", { value: e, configurable: !0, writable: !0 }),
            e
          );
        },
        set(e) {
          Object.defineProperty(this, "toString", { value: e, configurable: !0, writable: !0 });
        },
      }));
  });
function Pm(e, t, n) {
  return (
    Object.prototype.hasOwnProperty.call(e, t) ||
      (t === `__proto__`
        ? Object.defineProperty(e, t, {
            value: n(),
            writable: !0,
            enumerable: !0,
            configurable: !0,
          })
        : (e[t] = n())),
    e[t]
  );
}
function Fm(e, t = (e) => e.message) {
  let n = {},
    r = [];
  for (let i of e.issues) i.path.length > 0 ? Pm(n, i.path[0], () => []).push(t(i)) : r.push(t(i));
  return { formErrors: r, fieldErrors: n };
}
function Im(e, t = (e) => e.message) {
  let n = { _errors: [] },
    r = (e, i = []) => {
      for (let a of e.issues)
        if (a.code === `invalid_union` && a.errors.length)
          a.errors.map((e) => r({ issues: e }, [...i, ...a.path]));
        else if (a.code === `invalid_key`) r({ issues: a.issues }, [...i, ...a.path]);
        else if (a.code === `invalid_element`) r({ issues: a.issues }, [...i, ...a.path]);
        else {
          let e = [...i, ...a.path];
          if (e.length === 0) n._errors.push(t(a));
          else {
            let r = n,
              i = 0;
            for (; i < e.length; ) {
              let n = e[i],
                o = i === e.length - 1;
              if (n === `_errors`) {
                (o && r._errors.push(t(a)), i++);
                continue;
              }
              Object.prototype.hasOwnProperty.call(r, n) ||
                Object.defineProperty(r, n, {
                  value: { _errors: [] },
                  enumerable: !0,
                  writable: !0,
                  configurable: !0,
                });
              let s = r[n];
              (o && s._errors.push(t(a)), (r = s), i++);
            }
          }
        }
    };
  return (r(e), n);
}
function Lm(e, t) {
  return { callee: t?.callee ?? e, Err: t?.Err };
}
var Rm = (e) => {
    let t = (n, r, i, a) => {
      let o = i ? { ...i, async: !1 } : { async: !1 },
        s = n._zod.run({ value: r, issues: [] }, o);
      if (s instanceof Promise) throw new wm();
      if (s.issues.length) {
        let n = new (a?.Err ?? e)(s.issues.map((e) => tm(e, o, Dm())));
        throw (Op(n, a?.callee ?? t), n);
      }
      return s.value;
    };
    return t;
  },
  zm = (e) => {
    let t = async (n, r, i, a) => {
      let o = i ? { ...i, async: !0 } : { async: !0 },
        s = n._zod.run({ value: r, issues: [] }, o);
      if ((s instanceof Promise && (s = await s), s.issues.length)) {
        let n = new (a?.Err ?? e)(s.issues.map((e) => tm(e, o, Dm())));
        throw (Op(n, a?.callee ?? t), n);
      }
      return s.value;
    };
    return t;
  },
  Bm = (e) => (t, n, r) => {
    let i = r ? { ...r, async: !1 } : { async: !1 },
      a = t._zod.run({ value: n, issues: [] }, i);
    if (a instanceof Promise) throw new wm();
    return a.issues.length ? Vm(e, a.issues, i) : { success: !0, data: a.value };
  };
function Vm(e, t, n) {
  let r;
  return {
    success: !1,
    get error() {
      return (r || ((r = new e(t.map((e) => tm(e, n, Dm())))), (t = void 0), (n = void 0)), r);
    },
    set error(e) {
      ((r = e), (t = void 0), (n = void 0));
    },
  };
}
var Hm = (e) => async (t, n, r) => {
    let i = r ? { ...r, async: !0 } : { async: !0 },
      a = t._zod.run({ value: n, issues: [] }, i);
    return (
      a instanceof Promise && (a = await a),
      a.issues.length ? Vm(e, a.issues, i) : { success: !0, data: a.value }
    );
  },
  Um = Symbol.for(`zod.compile.invalid`),
  Wm = Symbol.for(`zod.compile.fallback`),
  Gm = (e, t, n) => {
    let r = e._zod.bag.validator;
    if (r !== void 0) {
      if (r(t) !== Um) return !0;
      if (r.definite === !0 && n === void 0) return !1;
    }
    return Km(e, t, n);
  };
function Km(e, t, n) {
  let r = n ? { ...n, async: !1, abortEarly: !0 } : { async: !1, abortEarly: !0 },
    i = e._zod.bag.fallbackRun,
    a;
  if (
    (i
      ? ((r[Wm] = !0), (a = i({ value: t, issues: [] }, r)))
      : (a = e._zod.run({ value: t, issues: [] }, r)),
    a instanceof Promise)
  )
    throw new wm();
  return a.issues.length === 0;
}
var qm = async (e, t, n) => {
    let r = n ? { ...n, async: !0, abortEarly: !0 } : { async: !0, abortEarly: !0 },
      i = e._zod.run({ value: t, issues: [] }, r);
    return (i instanceof Promise && (i = await i), i.issues.length === 0);
  },
  Jm = (e) => {
    let t = Rm(e),
      n = (e, r, i, a) => {
        let o = i ? { ...i, direction: `backward` } : { direction: `backward` };
        return t(e, r, o, Lm(n, a));
      };
    return n;
  },
  Ym = (e) => {
    let t = Rm(e),
      n = (e, r, i, a) => t(e, r, i, Lm(n, a));
    return n;
  },
  Xm = (e) => {
    let t = zm(e),
      n = async (e, r, i, a) => {
        let o = i ? { ...i, direction: `backward` } : { direction: `backward` };
        return await t(e, r, o, Lm(n, a));
      };
    return n;
  },
  Zm = (e) => {
    let t = zm(e),
      n = async (e, r, i, a) => await t(e, r, i, Lm(n, a));
    return n;
  },
  Qm = (e) => (t, n, r) => {
    let i = r ? { ...r, direction: `backward` } : { direction: `backward` };
    return Bm(e)(t, n, i);
  },
  $m = (e) => (t, n, r) => Bm(e)(t, n, r),
  eh = (e) => async (t, n, r) => {
    let i = r ? { ...r, direction: `backward` } : { direction: `backward` };
    return Hm(e)(t, n, i);
  },
  th = (e) => async (t, n, r) => Hm(e)(t, n, r),
  nh = /^[cC][0-9a-z]{6,}$/,
  rh = /^[0-9a-z]+$/,
  ih = /^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$/,
  ah = /^[0-9a-vA-V]{20}$/,
  oh = /^[A-Za-z0-9]{27}$/,
  sh = /^[a-zA-Z0-9_-]{21}$/;
function ch(e) {
  return RegExp(`^[a-zA-Z0-9_-]{${e}}$`);
}
var lh =
    /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/,
  uh = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/,
  dh = (e) =>
    e
      ? RegExp(
          `^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${e}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`,
        )
      : /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/,
  fh =
    /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/,
  ph = `^(?=[\\s\\S]*[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3])[\\p{Extended_Pictographic}\\p{Emoji_Component}]+$`;
function mh() {
  return new RegExp(ph, `u`);
}
var hh =
    /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/,
  gh =
    /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/,
  _h =
    /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/,
  vh =
    /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/,
  yh = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/,
  bh = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/,
  xh = /^https?$/,
  Sh = /^\+[1-9]\d{6,14}$/,
  Ch = `(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`;
function wh(e) {
  return RegExp(`^${e}$`);
}
var Th = wh(Ch);
function Eh(e) {
  let t = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
  return typeof e.precision == `number`
    ? e.precision === -1
      ? `${t}`
      : e.precision === 0
        ? `${t}:[0-5]\\d`
        : `${t}:[0-5]\\d\\.\\d{${e.precision}}`
    : e.seconds
      ? `${t}:[0-5]\\d(?:\\.\\d+)?`
      : `${t}(?::[0-5]\\d(?:\\.\\d+)?)?`;
}
function Dh(e) {
  return RegExp(`^${Eh(e)}$`);
}
function Oh(e) {
  let t = [`Z`];
  e.offset && t.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
  let n = `${Eh({ precision: e.precision, seconds: !0 })}(?:${t.join(`|`)})`,
    r = e.local ? `${n}|${Eh({ precision: e.precision })}` : n;
  return RegExp(`^${Ch}T(?:${r})$`);
}
var kh = /^[\s\S]{0,}$/,
  Ah = /^-?\d+$/,
  jh = /^-?\d+(?:\.\d+)?$/,
  Mh = /^(?:true|false)$/i,
  Nh = /^[^A-Z]*$/,
  Ph = /^[^a-z]*$/,
  Fh = Q(`$ZodCheck`, (e, t) => {
    var n;
    ((e._zod ??= {}), (e._zod.def = t), (n = e._zod).onattach ?? (n.onattach = []));
  }),
  Ih = (e) => {
    let t = e.value;
    return !hp(t) && t.length !== void 0;
  },
  Lh = { number: `number`, bigint: `bigint`, object: `date` },
  Rh = Q(`$ZodCheckLessThan`, (e, t) => {
    Fh.init(e, t);
    let n = Lh[typeof t.value];
    e._zod.check = (r) => {
      (t.inclusive ? r.value <= t.value : r.value < t.value) ||
        r.issues.push({
          origin: Lh[typeof r.value] ?? n,
          code: `too_big`,
          maximum: typeof t.value == `object` ? t.value.getTime() : t.value,
          input: r.value,
          inclusive: t.inclusive,
          inst: e,
          continue: !t.abort,
        });
    };
  }),
  zh = Q(`$ZodCheckGreaterThan`, (e, t) => {
    Fh.init(e, t);
    let n = Lh[typeof t.value];
    e._zod.check = (r) => {
      (t.inclusive ? r.value >= t.value : r.value > t.value) ||
        r.issues.push({
          origin: Lh[typeof r.value] ?? n,
          code: `too_small`,
          minimum: typeof t.value == `object` ? t.value.getTime() : t.value,
          input: r.value,
          inclusive: t.inclusive,
          inst: e,
          continue: !t.abort,
        });
    };
  }),
  Bh = Q(`$ZodCheckMultipleOf`, (e, t) => {
    (Fh.init(e, t),
      (e._zod.check = (n) => {
        if (typeof n.value != typeof t.value)
          throw Error(`Cannot mix number and bigint in multiple_of check.`);
        (typeof n.value == `bigint`
          ? t.value !== BigInt(0) && n.value % t.value === BigInt(0)
          : _p(n.value, t.value) === 0) ||
          n.issues.push({
            origin: typeof n.value,
            code: `not_multiple_of`,
            divisor: t.value,
            input: n.value,
            inst: e,
            continue: !t.abort,
          });
      }));
  }),
  Vh = Q(`$ZodCheckNumberFormat`, (e, t) => {
    (Fh.init(e, t), (t.format = t.format || `float64`));
    let n = t.format?.includes(`int`),
      r = n ? `int` : `number`,
      [i, a] = Rp[t.format];
    e._zod.check = (o) => {
      let s = o.value;
      if (n) {
        if (!Number.isInteger(s)) {
          o.issues.push({
            expected: r,
            format: t.format,
            code: `invalid_type`,
            continue: !1,
            input: s,
            inst: e,
          });
          return;
        }
        if (!Number.isSafeInteger(s)) {
          s > 0
            ? o.issues.push({
                input: s,
                code: `too_big`,
                maximum: 2 ** 53 - 1,
                note: `Integers must be within the safe integer range.`,
                inst: e,
                origin: r,
                inclusive: !0,
                continue: !t.abort,
              })
            : o.issues.push({
                input: s,
                code: `too_small`,
                minimum: -(2 ** 53 - 1),
                note: `Integers must be within the safe integer range.`,
                inst: e,
                origin: r,
                inclusive: !0,
                continue: !t.abort,
              });
          return;
        }
      }
      (s < i &&
        o.issues.push({
          origin: `number`,
          input: s,
          code: `too_small`,
          minimum: i,
          inclusive: !0,
          inst: e,
          continue: !t.abort,
        }),
        s > a &&
          o.issues.push({
            origin: `number`,
            input: s,
            code: `too_big`,
            maximum: a,
            inclusive: !0,
            inst: e,
            continue: !t.abort,
          }));
    };
  }),
  Hh = Q(`$ZodCheckMaxLength`, (e, t) => {
    var n;
    (Fh.init(e, t),
      (n = e._zod.def).when ?? (n.when = Ih),
      (e._zod.check = (n) => {
        let r = n.value,
          i = r.length;
        if ((typeof r == `string` && i > t.maximum ? rm(r) : i) <= t.maximum) return;
        let a = im(r);
        n.issues.push({
          origin: a,
          code: `too_big`,
          maximum: t.maximum,
          inclusive: !0,
          input: r,
          inst: e,
          continue: !t.abort,
        });
      }));
  }),
  Uh = Q(`$ZodCheckMinLength`, (e, t) => {
    var n;
    (Fh.init(e, t),
      (n = e._zod.def).when ?? (n.when = Ih),
      (e._zod.check = (n) => {
        let r = n.value,
          i = r.length;
        if ((typeof r == `string` && i >= t.minimum && i < t.minimum * 2 ? rm(r) : i) >= t.minimum)
          return;
        let a = im(r);
        n.issues.push({
          origin: a,
          code: `too_small`,
          minimum: t.minimum,
          inclusive: !0,
          input: r,
          inst: e,
          continue: !t.abort,
        });
      }));
  }),
  Wh = Q(`$ZodCheckLengthEquals`, (e, t) => {
    var n;
    (Fh.init(e, t),
      (n = e._zod.def).when ?? (n.when = Ih),
      (e._zod.check = (n) => {
        let r = n.value,
          i = r.length,
          a = typeof r == `string` && i >= t.length && i <= t.length * 2 ? rm(r) : i;
        if (a === t.length) return;
        let o = im(r),
          s = a > t.length;
        n.issues.push({
          origin: o,
          ...(s
            ? { code: `too_big`, maximum: t.length }
            : { code: `too_small`, minimum: t.length }),
          inclusive: !0,
          exact: !0,
          input: n.value,
          inst: e,
          continue: !t.abort,
        });
      }));
  }),
  Gh = Q(`$ZodCheckStringFormat`, (e, t) => {
    var n, r;
    (Fh.init(e, t),
      t.pattern
        ? ((n = e._zod).check ??
          (n.check = (n) => {
            ((t.pattern.lastIndex = 0),
              t.pattern.test(n.value) ||
                n.issues.push({
                  origin: `string`,
                  code: `invalid_format`,
                  format: t.format,
                  input: n.value,
                  ...(t.pattern ? { pattern: t.pattern.toString() } : {}),
                  inst: e,
                  continue: !t.abort,
                }));
          }))
        : ((r = e._zod).check ?? (r.check = () => {})));
  }),
  Kh = Q(`$ZodCheckRegex`, (e, t) => {
    (Gh.init(e, t),
      (e._zod.check = (n) => {
        ((t.pattern.lastIndex = 0),
          t.pattern.test(n.value) ||
            n.issues.push({
              origin: `string`,
              code: `invalid_format`,
              format: `regex`,
              input: n.value,
              pattern: t.pattern.toString(),
              inst: e,
              continue: !t.abort,
            }));
      }));
  }),
  qh = Q(`$ZodCheckLowerCase`, (e, t) => {
    ((t.pattern ??= Nh), Gh.init(e, t));
  }),
  Jh = Q(`$ZodCheckUpperCase`, (e, t) => {
    ((t.pattern ??= Ph), Gh.init(e, t));
  }),
  Yh = Q(`$ZodCheckIncludes`, (e, t) => {
    Fh.init(e, t);
    let n = Pp(t.includes);
    ((t.pattern = new RegExp(typeof t.position == `number` ? `^.{${t.position},}${n}` : n)),
      (e._zod.check = (n) => {
        n.value.includes(t.includes, t.position) ||
          n.issues.push({
            origin: `string`,
            code: `invalid_format`,
            format: `includes`,
            includes: t.includes,
            input: n.value,
            inst: e,
            continue: !t.abort,
          });
      }));
  }),
  Xh = Q(`$ZodCheckStartsWith`, (e, t) => {
    Fh.init(e, t);
    let n = RegExp(`^${Pp(t.prefix)}.*`);
    ((t.pattern ??= n),
      (e._zod.check = (n) => {
        n.value.startsWith(t.prefix) ||
          n.issues.push({
            origin: `string`,
            code: `invalid_format`,
            format: `starts_with`,
            prefix: t.prefix,
            input: n.value,
            inst: e,
            continue: !t.abort,
          });
      }));
  }),
  Zh = Q(`$ZodCheckEndsWith`, (e, t) => {
    Fh.init(e, t);
    let n = RegExp(`.*${Pp(t.suffix)}$`);
    ((t.pattern ??= n),
      (e._zod.check = (n) => {
        n.value.endsWith(t.suffix) ||
          n.issues.push({
            origin: `string`,
            code: `invalid_format`,
            format: `ends_with`,
            suffix: t.suffix,
            input: n.value,
            inst: e,
            continue: !t.abort,
          });
      }));
  }),
  Qh = Q(`$ZodCheckOverwrite`, (e, t) => {
    (Fh.init(e, t),
      (e._zod.check = (e) => {
        e.value = t.tx(e.value);
      }));
  }),
  $h = class {
    constructor(e = [], t = {}) {
      ((this.content = []), (this.indent = 0), (this.args = e), (this.closed = t));
    }
    indented(e) {
      this.indent += 1;
      try {
        e(this);
      } finally {
        --this.indent;
      }
    }
    write(e) {
      if (typeof e == `function`) {
        (e(this, { execution: `sync` }), e(this, { execution: `async` }));
        return;
      }
      let t = e
          .split(
            `
`,
          )
          .filter((e) => e),
        n = Math.min(...t.map((e) => e.length - e.trimStart().length)),
        r = t.map((e) => e.slice(n)).map((e) => ` `.repeat(this.indent * 2) + e);
      for (let e of r) this.content.push(e);
    }
    compile() {
      let e = Function,
        t = this?.content ?? [``];
      return new e(
        ...Object.keys(this.closed),
        `return function (${this.args.join(`, `)}) {\n${t.join(`
`)}\n};`,
      )(...Object.values(this.closed));
    }
  },
  eg = { major: 4, minor: 6, patch: 7 },
  tg = Q(
    `$ZodType`,
    (e, t) => {
      var n;
      ((e ??= {}), (e._zod.def = t), (e._zod.bag = e._zod.bag || {}), (e._zod.version = eg));
      let r = e._zod.def.checks,
        i = e._zod.traits.has(`$ZodCheck`) ? [e, ...(r ?? [])] : r?.length ? [...r] : [];
      for (let t of i) for (let n of t._zod.onattach) n(e);
      if (i.length === 0)
        ((n = e._zod).deferred ?? (n.deferred = []),
          e._zod.deferred?.push(() => {
            e._zod.run = e._zod.parse;
          }));
      else {
        let t = (t, n, r) => {
            if (t.memo) return t;
            let i = Yp(t),
              a;
            for (let o of n) {
              if (o._zod.def.when) {
                if (Xp(t) || !o._zod.def.when(t)) continue;
              } else if (i) continue;
              let n = t.issues.length,
                s = o._zod.check(t);
              if (s instanceof Promise && r?.async === !1) throw new wm();
              if (a || s instanceof Promise)
                a = (a ?? Promise.resolve()).then(async () => {
                  (await s, t.issues.length !== n && (em(t.issues, n, e), (i ||= Yp(t, n))));
                });
              else {
                if (t.issues.length === n) continue;
                (em(t.issues, n, e), (i ||= Yp(t, n)));
              }
            }
            return a ? a.then(() => t) : t;
          },
          n = (n, r, a) => {
            if (Yp(n)) return ((n.aborted = !0), n);
            let o = t(r, i, a);
            if (o instanceof Promise) {
              if (a.async === !1) throw new wm();
              return o.then((t) => e._zod.parse(t, a));
            }
            return e._zod.parse(o, a);
          };
        e._zod.run = (r, a) => {
          if (a.skipChecks) return e._zod.parse(r, a);
          if (a.direction === `backward`) {
            let t = e._zod.parse({ value: r.value, issues: [] }, { ...a, skipChecks: !0 });
            return t instanceof Promise ? t.then((e) => n(e, r, a)) : n(t, r, a);
          }
          let o = e._zod.parse(r, a);
          if (o instanceof Promise) {
            if (a.async === !1) throw new wm();
            return o.then((e) => t(e, i, a));
          }
          return t(o, i, a);
        };
      }
    },
    {
      get "~standard"() {
        return lm(this, `~standard`, ig(this));
      },
      set "~standard"(e) {
        cm(this, `~standard`, e);
      },
    },
  ),
  ng = (e, t) =>
    e.issues.length ? { issues: e.issues.map((e) => tm(e, t, Dm())) } : { value: e.value };
async function rg(e, t) {
  let n = { async: !0 };
  return ng(await e._zod.run({ value: t, issues: [] }, n), n);
}
function ig(e) {
  return {
    validate: (t) => {
      let n = { async: !1 };
      try {
        let r = e._zod.run({ value: t, issues: [] }, n);
        if (!(r instanceof Promise)) return ng(r, n);
      } catch {}
      return rg(e, t);
    },
    vendor: `zod`,
    version: 1,
  };
}
var ag = Q(`$ZodString`, (e, t) => {
    (tg.init(e, t),
      (e._zod.pattern = t.pattern ?? kh),
      (e._zod.parse = (n, r) => {
        if (t.coerce)
          try {
            n.value = String(n.value);
          } catch {}
        return (
          typeof n.value == `string` ||
            n.issues.push({ expected: `string`, code: `invalid_type`, input: n.value, inst: e }),
          n
        );
      }));
  }),
  og = Q(`$ZodStringFormat`, (e, t) => {
    (Gh.init(e, t), ag.init(e, t));
  }),
  sg = Q(`$ZodGUID`, (e, t) => {
    ((t.pattern ??= uh), og.init(e, t));
  }),
  cg = Q(`$ZodUUID`, (e, t) => {
    if (t.version) {
      let e = { v1: 1, v2: 2, v3: 3, v4: 4, v5: 5, v6: 6, v7: 7, v8: 8 }[t.version];
      if (e === void 0) throw Error(`Invalid UUID version: "${t.version}"`);
      t.pattern ??= dh(e);
    } else t.pattern ??= dh();
    og.init(e, t);
  }),
  lg = Q(`$ZodEmail`, (e, t) => {
    ((t.pattern ??= fh), og.init(e, t));
  });
function ug(e) {
  try {
    return typeof URL < `u` && typeof URL.canParse == `function`
      ? URL.canParse(e)
      : (new URL(e), !0);
  } catch {
    return !1;
  }
}
function dg(e, t) {
  return !(`normalize` in t) && !(`hostname` in t) && !(`protocol` in t) ? ug(e) || 2 : fg(e, t);
}
function fg(e, t) {
  if (!t.normalize && t.protocol?.source === xh.source && !/^https?:\/\//i.test(e)) return 1;
  try {
    if (typeof URL < `u`) {
      let t = URL;
      if (typeof t.parse == `function`) return t.parse(e) ?? 2;
    }
    return new URL(e);
  } catch {
    return 2;
  }
}
var pg = /[\t\n\r]/g;
function mg(e) {
  return e.replace(pg, ``);
}
function hg(e, t) {
  return ((t.lastIndex = 0), t.test(e.hostname));
}
function gg(e, t) {
  return (
    (t.lastIndex = 0),
    t.test(e.protocol.endsWith(`:`) ? e.protocol.slice(0, -1) : e.protocol)
  );
}
var _g = Q(`$ZodURL`, (e, t) => {
    (og.init(e, t),
      (e._zod.check = (n) => {
        try {
          let r = n.value.trim(),
            i = dg(r, t);
          if (i === 1) {
            n.issues.push({
              code: `invalid_format`,
              format: `url`,
              note: `Invalid URL format`,
              input: n.value,
              inst: e,
              continue: !t.abort,
            });
            return;
          }
          if (i === 2) {
            n.issues.push({
              code: `invalid_format`,
              format: `url`,
              input: n.value,
              inst: e,
              continue: !t.abort,
            });
            return;
          }
          if (i === !0) {
            n.value = mg(r);
            return;
          }
          (t.hostname &&
            !hg(i, t.hostname) &&
            n.issues.push({
              code: `invalid_format`,
              format: `url`,
              note: `Invalid hostname`,
              pattern: t.hostname.source,
              input: n.value,
              inst: e,
              continue: !t.abort,
            }),
            t.protocol &&
              !gg(i, t.protocol) &&
              n.issues.push({
                code: `invalid_format`,
                format: `url`,
                note: `Invalid protocol`,
                pattern: t.protocol.source,
                input: n.value,
                inst: e,
                continue: !t.abort,
              }),
            (n.value = t.normalize ? i.href : mg(r)));
          return;
        } catch {
          n.issues.push({
            code: `invalid_format`,
            format: `url`,
            input: n.value,
            inst: e,
            continue: !t.abort,
          });
        }
      }));
  }),
  vg = Q(`$ZodEmoji`, (e, t) => {
    ((t.pattern ??= mh()), og.init(e, t));
  }),
  yg = Q(`$ZodNanoID`, (e, t) => {
    if (t.length !== void 0 && (!Number.isInteger(t.length) || t.length < 1))
      throw Error(`Invalid nanoid length: ${t.length}`);
    ((t.pattern ??= t.length === void 0 ? sh : ch(t.length)), og.init(e, t));
  }),
  bg = Q(`$ZodCUID`, (e, t) => {
    ((t.pattern ??= nh), og.init(e, t));
  }),
  xg = Q(`$ZodCUID2`, (e, t) => {
    ((t.pattern ??= rh), og.init(e, t));
  }),
  Sg = Q(`$ZodULID`, (e, t) => {
    ((t.pattern ??= ih), og.init(e, t));
  }),
  Cg = Q(`$ZodXID`, (e, t) => {
    ((t.pattern ??= ah), og.init(e, t));
  }),
  wg = Q(`$ZodKSUID`, (e, t) => {
    ((t.pattern ??= oh), og.init(e, t));
  }),
  Tg = Q(`$ZodISODateTime`, (e, t) => {
    ((t.pattern ??= Oh(t)), og.init(e, t));
  }),
  Eg = Q(`$ZodISODate`, (e, t) => {
    ((t.pattern ??= Th), og.init(e, t));
  }),
  Dg = Q(`$ZodISOTime`, (e, t) => {
    ((t.pattern ??= Dh(t)), og.init(e, t));
  }),
  Og = Q(`$ZodISODuration`, (e, t) => {
    ((t.pattern ??= lh), og.init(e, t));
  }),
  kg = Q(`$ZodIPv4`, (e, t) => {
    ((t.pattern ??= hh), og.init(e, t));
  }),
  Ag = /^[0-9a-fA-F:.]+$/;
function jg(e) {
  return Ag.test(e) ? ug(`http://[${e}]`) : !1;
}
var Mg = Q(`$ZodIPv6`, (e, t) => {
    ((t.pattern ??= gh),
      og.init(e, t),
      (e._zod.check = (n) => {
        jg(n.value) ||
          n.issues.push({
            code: `invalid_format`,
            format: `ipv6`,
            input: n.value,
            inst: e,
            continue: !t.abort,
          });
      }));
  }),
  Ng = Q(`$ZodCIDRv4`, (e, t) => {
    ((t.pattern ??= _h), og.init(e, t));
  });
function Pg(e) {
  let t = e.split(`/`);
  if (t.length !== 2) return !1;
  let [n, r] = t;
  if (!r) return !1;
  let i = Number(r);
  return `${i}` !== r || i < 0 || i > 128 ? !1 : jg(n);
}
var Fg = Q(`$ZodCIDRv6`, (e, t) => {
  ((t.pattern ??= vh),
    og.init(e, t),
    (e._zod.check = (n) => {
      Pg(n.value) ||
        n.issues.push({
          code: `invalid_format`,
          format: `cidrv6`,
          input: n.value,
          inst: e,
          continue: !t.abort,
        });
    }));
});
function Ig(e) {
  if (e === ``) return !0;
  if (/\s/.test(e) || e.length % 4 != 0) return !1;
  try {
    return (atob(e), !0);
  } catch {
    return !1;
  }
}
var Lg = /^[0-9a-zA-Z+/]*={0,2}$/,
  Rg = Q(`$ZodBase64`, (e, t) => {
    ((t.pattern ??= Lg),
      og.init(e, t),
      (e._zod.check = (n) => {
        Ig(n.value) ||
          n.issues.push({
            code: `invalid_format`,
            format: `base64`,
            input: n.value,
            inst: e,
            continue: !t.abort,
          });
      }));
  }),
  zg = /^[A-Za-z0-9_-]*$/;
function Bg(e) {
  if (!zg.test(e)) return !1;
  let t = e.replace(/[-_]/g, (e) => (e === `-` ? `+` : `/`));
  return Ig(t.padEnd(Math.ceil(t.length / 4) * 4, `=`));
}
var Vg = Q(`$ZodBase64URL`, (e, t) => {
    ((t.pattern ??= zg),
      og.init(e, t),
      (e._zod.check = (n) => {
        Bg(n.value) ||
          n.issues.push({
            code: `invalid_format`,
            format: `base64url`,
            input: n.value,
            inst: e,
            continue: !t.abort,
          });
      }));
  }),
  Hg = Q(`$ZodE164`, (e, t) => {
    ((t.pattern ??= Sh), og.init(e, t));
  });
function Ug(e, t = null) {
  try {
    let n = e.split(`.`);
    if (n.length !== 3) return !1;
    let [r] = n;
    if (!r) return !1;
    let i = JSON.parse(atob(r));
    return !((`typ` in i && i?.typ !== `JWT`) || !i.alg || (t && (!(`alg` in i) || i.alg !== t)));
  } catch {
    return !1;
  }
}
var Wg = Q(`$ZodJWT`, (e, t) => {
    (og.init(e, t),
      (e._zod.check = (n) => {
        Ug(n.value, t.alg) ||
          n.issues.push({
            code: `invalid_format`,
            format: `jwt`,
            input: n.value,
            inst: e,
            continue: !t.abort,
          });
      }));
  }),
  Gg = Q(`$ZodNumber`, (e, t) => {
    (tg.init(e, t),
      (e._zod.pattern = jh),
      (e._zod.parse = (n, r) => {
        if (t.coerce)
          try {
            n.value = Number(n.value);
          } catch {}
        let i = n.value;
        if (typeof i == `number` && !Number.isNaN(i) && Number.isFinite(i)) return n;
        let a =
          typeof i == `number`
            ? Number.isNaN(i)
              ? `NaN`
              : Number.isFinite(i)
                ? void 0
                : String(i)
            : void 0;
        return (
          n.issues.push({
            expected: `number`,
            code: `invalid_type`,
            input: i,
            inst: e,
            ...(a ? { received: a } : {}),
          }),
          n
        );
      }));
  }),
  Kg = Q(`$ZodNumberFormat`, (e, t) => {
    (Vh.init(e, t), Gg.init(e, t));
  }),
  qg = Q(`$ZodBoolean`, (e, t) => {
    (tg.init(e, t),
      (e._zod.pattern = Mh),
      (e._zod.parse = (n, r) => {
        if (t.coerce)
          try {
            n.value = !!n.value;
          } catch {}
        let i = n.value;
        return (
          typeof i == `boolean` ||
            n.issues.push({ expected: `boolean`, code: `invalid_type`, input: i, inst: e }),
          n
        );
      }));
  }),
  Jg = Q(`$ZodUnknown`, (e, t) => {
    (tg.init(e, t), (e._zod.parse = (e) => e));
  }),
  Yg = Q(`$ZodNever`, (e, t) => {
    (tg.init(e, t),
      (e._zod.parse = (t, n) => (
        t.issues.push({ expected: `never`, code: `invalid_type`, input: t.value, inst: e }),
        t
      )));
  });
function Xg(e, t) {
  let n = $p(e._zod.def.checks);
  if (!n.length) return;
  let r = Math.min(...n.map((e) => e[0])),
    i = e._zod.parse;
  e._zod.parse = (n, a) => {
    let o = t(n.value);
    if (o > r && !a?.skipChecks && a?.direction !== `backward`) {
      for (let [t, r] of $p(e._zod.def.checks))
        if (o > t && r._zod.def.when(n)) {
          let t = n.issues.length;
          return (r._zod.check(n), (n.issues[t].continue = !1), em(n.issues, t, e), n);
        }
    }
    return i(n, a);
  };
}
var Zg = (e) => (Array.isArray(e) ? e.length : -1);
function Qg(e, t, n) {
  (e.issues.length && t.issues.push(...Zp(n, e.issues)), (t.value[n] = e.value));
}
var $g = Q(`$ZodArray`, (e, t) => {
  tg.init(e, t);
  let n = Em.memoizer;
  (n?.attach(e),
    (e._zod.parse = (r, i) => {
      let a = r.value;
      if (!Array.isArray(a))
        return (r.issues.push({ expected: `array`, code: `invalid_type`, input: a, inst: e }), r);
      r.value = n ? n.alloc(e, r, Array(a.length), i) : Array(a.length);
      let o = [],
        s = i?.abortEarly;
      for (let e = 0; e < a.length; e++) {
        let n = a[e],
          c = t.element._zod.run({ value: n, issues: [] }, i);
        if (c instanceof Promise) o.push(c.then((t) => Qg(t, r, e)));
        else if ((Qg(c, r, e), s && c.issues.length !== 0 && Yp(c))) break;
      }
      return o.length ? Promise.all(o).then(() => r) : r;
    }),
    Xg(e, Zg));
});
function e_(e, t, n, r, i, a) {
  let o = n in r,
    s = a === `optional`;
  if (o || !s || i !== `optional`) {
    if (e.issues.length) {
      if (i !== void 0 && s && !o) return;
      t.issues.push(...Zp(n, e.issues));
    }
    !o && i === void 0
      ? e.issues.length ||
        t.issues.push({ code: `invalid_type`, expected: `nonoptional`, input: void 0, path: [n] })
      : e.value === void 0
        ? (o || (i === `defaulted` && !s)) && (t.value[n] = void 0)
        : (t.value[n] = e.value);
  }
}
var t_ = [];
function n_(e) {
  let t = Object.keys(e.shape),
    n = Object.getOwnPropertySymbols(e.shape),
    r = n.length ? n : t_,
    i = r.length ? [...t, ...r] : t;
  for (let t of i)
    if (!e.shape?.[t]?._zod?.traits?.has(`$ZodType`))
      throw Error(`Invalid element at key "${String(t)}": expected a Zod schema`);
  let a = Lp(e.shape);
  return {
    ...e,
    allKeys: i,
    symbolKeys: r,
    keySet: new Set(t),
    numKeys: t.length,
    optionalKeys: new Set(a),
  };
}
function r_(e, t, n, r, i, a, o) {
  let s = [],
    c = i.keySet,
    l = i.catchall._zod,
    u = l.def.type,
    d = l.optin,
    f = l.optout,
    p = 0;
  for (let i in t) {
    if (o && n.issues.length !== p) {
      if (Yp(n, p)) break;
      p = n.issues.length;
    }
    if (c.has(i)) continue;
    if (i === `__proto__`) {
      u === `never` && s.push(i);
      continue;
    }
    if (u === `never`) {
      s.push(i);
      continue;
    }
    let a = l.run({ value: t[i], issues: [] }, r);
    a instanceof Promise ? e.push(a.then((e) => e_(e, n, i, t, d, f))) : e_(a, n, i, t, d, f);
  }
  return (
    s.length &&
      n.issues.push({ code: `unrecognized_keys`, keys: s, input: t, inst: a, continue: !0 }),
    e.length ? Promise.all(e).then(() => n) : n
  );
}
var i_ = Q(`$ZodObject`, (e, t) => {
    tg.init(e, t);
    let n = Object.getOwnPropertyDescriptor(t, `shape`),
      r = n?.get ? n.get.raw : (t.shape ?? {});
    if (r) {
      let e = () => {
        let n = { ...r };
        return (Object.defineProperty(t, "shape", { value: n }), (e.raw = n), n);
      };
      ((e.raw = r), Object.defineProperty(t, "shape", { get: e }));
    }
    let i = mp(() => n_(t));
    gm(e, `propValues`, (e) => {
      let t = e.def.shape,
        n = {};
      for (let e in t) {
        let r = t[e]._zod;
        if (r.values) {
          Object.prototype.hasOwnProperty.call(n, e) || vp(n, e, new Set());
          for (let t of r.values) n[e].add(t);
          r.optin !== void 0 && n[e].add(void 0);
        }
      }
      return n;
    });
    let a = kp,
      o = t.catchall,
      s,
      c = Em.memoizer;
    (c?.attach(e),
      (e._zod.parse = (t, n) => {
        s ??= i.value;
        let r = t.value;
        if (!a(r))
          return (
            t.issues.push({ expected: `object`, code: `invalid_type`, input: r, inst: e }),
            t
          );
        t.value = c ? c.alloc(e, t, {}, n) : {};
        let l = [],
          u = s.shape,
          d = n?.abortEarly,
          f = t.issues.length;
        for (let e of s.allKeys) {
          if (d && t.issues.length !== f) {
            if (Yp(t, f)) break;
            f = t.issues.length;
          }
          if (e === `__proto__`) continue;
          let i = u[e],
            a = i._zod.optin,
            o = i._zod.optout,
            s = i._zod.run({ value: r[e], issues: [] }, n);
          s instanceof Promise ? l.push(s.then((n) => e_(n, t, e, r, a, o))) : e_(s, t, e, r, a, o);
        }
        return o
          ? r_(l, r, t, n, i.value, e, d === !0)
          : l.length
            ? Promise.all(l).then(() => t)
            : t;
      }));
  }),
  a_ = Q(`$ZodObjectJIT`, (e, t) => {
    i_.init(e, t);
    let n = e._zod.parse,
      r = mp(() => n_(t)),
      i = Em.memoizer,
      a = (t) => {
        let n = r.value,
          a = n.symbolKeys,
          o = new $h([`payload`, `ctx`], { shape: t, inst: e, memo: i, syms: a }),
          s = (e) => `shape[${e}]._zod.run({ value: input[${e}], issues: [] }, ctx)`,
          c = (e, t) => `
          let ${e}_ab = false;
          for (let i = 0; i < ${e}.issues.length; i++) {
            const iss = ${e}.issues[i];
            iss.path = iss.path ? [${t}, ...iss.path] : [${t}];
            payload.issues.push(iss);
            if (iss.continue !== true) ${e}_ab = true;
          }
          if (${e}_ab && ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }`;
        o.write(`const input = payload.value;`);
        let l = Object.create(null),
          u = 0;
        for (let e of n.allKeys) l[e] = `key_${u++}`;
        o.write(
          i ? `const newResult = memo.alloc(inst, payload, {}, ctx);` : `const newResult = {};`,
        );
        for (let e of n.allKeys) {
          if (e === `__proto__`) continue;
          let n = l[e],
            r = typeof e == `symbol` ? `syms[${a.indexOf(e)}]` : Ep(e),
            i = `${r} in input`,
            u = t[e],
            d = u?._zod?.optin,
            f = d !== void 0,
            p = u?._zod?.optout === `optional`;
          if ((o.write(`const ${n} = ${s(r)};`), f && p)) {
            let e = d === `optional` ? `${n}_present` : `${n}.value !== undefined || ${n}_present`;
            o.write(`
        const ${n}_present = ${i};
        if (!${n}.issues.length || ${n}_present) {
          if (${n}.issues.length) {${c(n, r)}
          }

          if (${e}) {
            newResult[${r}] = ${n}.value;
          }
        }

      `);
          } else
            f
              ? (o.write(`
        if (${n}.issues.length) {${c(n, r)}
        }
      `),
                d === `defaulted`
                  ? o.write(`newResult[${r}] = ${n}.value;`)
                  : o.write(`
        if (${n}.value !== undefined || ${i}) {
          newResult[${r}] = ${n}.value;
        }
      `))
              : o.write(`
        const ${n}_present = ${i};
        if (${n}.issues.length) {${c(n, r)}
        }
        if (!${n}_present && !${n}.issues.length) {
          payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: undefined,
            path: [${r}]
          });
          if (ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }
        }

        if (${n}_present) {
          newResult[${r}] = ${n}.value;
        }

      `);
        }
        return (o.write(`payload.value = newResult;`), o.write(`return payload;`), o.compile());
      },
      o,
      s = kp,
      c = !Em.jitless,
      l = c && Ap.value,
      u = t.catchall,
      d;
    e._zod.parse = (i, f) => {
      d ??= r.value;
      let p = i.value;
      return s(p)
        ? c && l && f?.async === !1 && f.jitless !== !0
          ? ((o ||= a(t.shape)), (i = o(i, f)), u ? r_([], p, i, f, d, e, f?.abortEarly === !0) : i)
          : n(i, f)
        : (i.issues.push({ expected: `object`, code: `invalid_type`, input: p, inst: e }), i);
    };
  });
function o_(e, t, n, r) {
  for (let n of e) if (n.issues.length === 0) return ((t.value = n.value), t);
  let i = e.filter((e) => !Yp(e));
  return i.length === 1
    ? ((t.value = i[0].value), i[0])
    : (t.issues.push({
        code: `invalid_union`,
        input: t.value,
        inst: n,
        errors: e.map((e) => e.issues.map((e) => tm(e, r, Dm()))),
      }),
      t);
}
var s_ = Q(`$ZodUnion`, (e, t) => {
    (tg.init(e, t),
      gm(e, `optin`, (e) =>
        e.def.options.some((e) => e._zod.optin === `defaulted`)
          ? `defaulted`
          : e.def.options.some((e) => e._zod.optin !== void 0)
            ? `optional`
            : void 0,
      ),
      gm(e, `optout`, (e) =>
        e.def.options.some((e) => e._zod.optout === `optional`) ? `optional` : void 0,
      ),
      gm(e, `values`, (e) => {
        if (e.def.options.every((e) => e._zod.values))
          return new Set(e.def.options.flatMap((e) => Array.from(e._zod.values)));
      }),
      gm(e, `pattern`, (e) => {
        if (e.def.options.every((e) => e._zod.pattern)) {
          let t = e.def.options.map((e) => e._zod.pattern);
          return RegExp(`^(${t.map((e) => gp(e.source)).join(`|`)})$`);
        }
      }));
    let n = t.options.length === 1 ? t.options[0]._zod.run : null;
    e._zod.parse = (r, i) => {
      if (n) return n(r, i);
      let a = !1,
        o = [];
      for (let e of t.options) {
        let t = e._zod.run({ value: r.value, issues: [] }, i);
        if (t instanceof Promise) (o.push(t), (a = !0));
        else {
          if (t.issues.length === 0) return t;
          o.push(t);
        }
      }
      return a ? Promise.all(o).then((t) => o_(t, r, e, i)) : o_(o, r, e, i);
    };
  }),
  c_ = Q(`$ZodIntersection`, (e, t) => {
    (tg.init(e, t),
      (e._zod.parse = (e, n) => {
        let r = e.value,
          i = t.left._zod.run({ value: r, issues: [] }, n),
          a = t.right._zod.run({ value: r, issues: [] }, n);
        return i instanceof Promise || a instanceof Promise
          ? Promise.all([i, a]).then(([t, n]) => u_(e, t, n))
          : u_(e, i, a);
      }));
  });
function l_(e, t) {
  if (e === t || (e instanceof Date && t instanceof Date && +e == +t))
    return { valid: !0, data: e };
  if (jp(e) && jp(t)) {
    let n = Object.keys(t),
      r = Object.keys(e).filter((e) => n.indexOf(e) !== -1),
      i = { ...e, ...t };
    Object.prototype.hasOwnProperty.call(i, `__proto__`) && delete i.__proto__;
    for (let n of r) {
      if (n === `__proto__`) continue;
      let r = l_(e[n], t[n]);
      if (!r.valid) return { valid: !1, mergeErrorPath: [n, ...r.mergeErrorPath] };
      i[n] = r.data;
    }
    return { valid: !0, data: i };
  }
  if (Array.isArray(e) && Array.isArray(t)) {
    if (e.length !== t.length) return { valid: !1, mergeErrorPath: [] };
    let n = [];
    for (let r = 0; r < e.length; r++) {
      let i = e[r],
        a = t[r],
        o = l_(i, a);
      if (!o.valid) return { valid: !1, mergeErrorPath: [r, ...o.mergeErrorPath] };
      n.push(o.data);
    }
    return { valid: !0, data: n };
  }
  return { valid: !1, mergeErrorPath: [] };
}
function u_(e, t, n) {
  let r = new Map(),
    i,
    a = new Map(),
    o = (e, t) => {
      let n;
      if (e.code === `unrecognized_keys` && !e.path?.length) ((i ??= e), (n = e.keys));
      else if (e.code === `invalid_key` && e.origin === `record` && e.path?.length === 1) {
        let t = String(e.path[0]);
        (a.has(t) || a.set(t, e), (n = [t]));
      } else return !1;
      for (let e of n) (r.has(e) || r.set(e, {}), (r.get(e)[t] = !0));
      return !0;
    };
  for (let n of t.issues) o(n, `l`) || e.issues.push(n);
  for (let t of n.issues) o(t, `r`) || e.issues.push(t);
  let s = [...r].filter(([, e]) => e.l && e.r).map(([e]) => e);
  if (s.length) {
    let t = i ? s.filter((e) => i.keys.includes(e)) : [];
    t.length && e.issues.push({ ...i, keys: t });
    for (let n of s) !t.includes(n) && a.has(n) && e.issues.push(a.get(n));
  }
  let c = l_(t.value, n.value);
  if (!c.valid) {
    if (Yp(e)) return e;
    throw Error(`Unmergable intersection. Error path: ${JSON.stringify(c.mergeErrorPath)}`);
  }
  return ((e.value = c.data), e);
}
var d_ = Q(`$ZodRecord`, (e, t) => {
    tg.init(e, t);
    let n = Em.memoizer;
    (n?.attach(e),
      (e._zod.parse = (r, i) => {
        let a = r.value;
        if (!jp(a))
          return (
            r.issues.push({ expected: `record`, code: `invalid_type`, input: a, inst: e }),
            r
          );
        let o = [],
          s = t.keyType._zod.values;
        if (s && !t.partial) {
          r.value = n ? n.alloc(e, r, {}, i) : {};
          let c = new Set();
          for (let n of s)
            if (typeof n == `string` || typeof n == `number` || typeof n == `symbol`) {
              if ((c.add(typeof n == `number` ? n.toString() : n), n === `__proto__`)) continue;
              let s = t.keyType._zod.run({ value: n, issues: [] }, i);
              if (s instanceof Promise)
                throw Error(`Async schemas not supported in object keys currently`);
              if (s.issues.length) {
                r.issues.push({
                  code: `invalid_key`,
                  origin: `record`,
                  issues: s.issues.map((e) => tm(e, i, Dm())),
                  input: n,
                  path: [n],
                  inst: e,
                });
                continue;
              }
              let l = s.value;
              if (l === `__proto__`) continue;
              let u = t.valueType._zod.run({ value: a[n], issues: [] }, i);
              u instanceof Promise
                ? o.push(
                    u.then((e) => {
                      (e.issues.length && r.issues.push(...Zp(n, e.issues)),
                        (r.value[l] = e.value));
                    }),
                  )
                : (u.issues.length && r.issues.push(...Zp(n, u.issues)), (r.value[l] = u.value));
            }
          let l;
          for (let e in a)
            if (!c.has(e)) {
              if (t.mode === `loose`) {
                if (e === `__proto__`) continue;
                r.value[e] = a[e];
              } else ((l ??= []), l.push(e));
            }
          l &&
            l.length > 0 &&
            r.issues.push({ code: `unrecognized_keys`, input: a, inst: e, keys: l, continue: !0 });
        } else {
          r.value = n ? n.alloc(e, r, {}, i) : {};
          let c;
          for (let n of Reflect.ownKeys(a)) {
            if (n === `__proto__` || !Object.prototype.propertyIsEnumerable.call(a, n)) continue;
            let l = t.keyType._zod.run({ value: n, issues: [] }, i);
            if (l instanceof Promise)
              throw Error(`Async schemas not supported in object keys currently`);
            if (typeof n == `string` && jh.test(n) && l.issues.length) {
              let e = t.keyType._zod.run({ value: Number(n), issues: [] }, i);
              if (e instanceof Promise)
                throw Error(`Async schemas not supported in object keys currently`);
              e.issues.length === 0 && (l = e);
            }
            if (l.issues.length) {
              t.mode === `loose`
                ? (r.value[n] = a[n])
                : s
                  ? ((c ??= []), c.push(n))
                  : r.issues.push({
                      code: `invalid_key`,
                      origin: `record`,
                      issues: l.issues.map((e) => tm(e, i, Dm())),
                      input: n,
                      path: [n],
                      inst: e,
                    });
              continue;
            }
            let u = l.value;
            if (u === `__proto__`) continue;
            let d = t.valueType._zod.run({ value: a[n], issues: [] }, i);
            d instanceof Promise
              ? o.push(
                  d.then((e) => {
                    (e.issues.length && r.issues.push(...Zp(n, e.issues)), (r.value[u] = e.value));
                  }),
                )
              : (d.issues.length && r.issues.push(...Zp(n, d.issues)), (r.value[u] = d.value));
          }
          c &&
            c.length > 0 &&
            r.issues.push({ code: `unrecognized_keys`, input: a, inst: e, keys: c, continue: !0 });
        }
        return o.length ? Promise.all(o).then(() => r) : r;
      }));
  }),
  f_ = Q(`$ZodEnum`, (e, t) => {
    tg.init(e, t);
    let n = up(t.entries),
      r = new Set(n);
    ((e._zod.values = r),
      gm(e, `pattern`, (e) => {
        let t = up(e.def.entries).filter((e) => Np.has(typeof e));
        return RegExp(t.length ? `^(${t.map((e) => Pp(e.toString())).join(`|`)})$` : `^[^\\s\\S]$`);
      }),
      (e._zod.parse = (t, i) => {
        let a = t.value;
        return (
          r.has(a) || t.issues.push({ code: `invalid_value`, values: n, input: a, inst: e }),
          t
        );
      }));
  }),
  p_ = Q(`$ZodTransform`, (e, t) => {
    (tg.init(e, t),
      (e._zod.optin = `optional`),
      Em.memoizer?.guard(e),
      (e._zod.parse = (n, r) => {
        if (r.direction === `backward`) throw new Tm(e.constructor.name);
        let i = t.transform(n.value, n);
        if (r.async)
          return (i instanceof Promise ? i : Promise.resolve(i)).then((e) => ((n.value = e), n));
        if (i instanceof Promise) throw new wm();
        return ((n.value = i), n);
      }));
  });
function m_(e, t) {
  return ((e.value = t.issues.length ? void 0 : t.value), e);
}
var h_ = Q(`$ZodOptional`, (e, t) => {
    (tg.init(e, t),
      gm(e, `optin`, (e) =>
        e.def.innerType._zod.optin === `defaulted` ? `defaulted` : `optional`,
      ),
      (e._zod.optout = `optional`),
      gm(e, `values`, (e) => {
        let t = e.def.innerType._zod.values;
        return t ? new Set([...t, void 0]) : void 0;
      }),
      gm(e, `pattern`, (e) => {
        let t = e.def.innerType._zod.pattern;
        return t ? RegExp(`^(${gp(t.source)})?$`) : void 0;
      }),
      (e._zod.parse = (e, n) => {
        if (e.value === void 0) {
          if (t.innerType._zod.optin !== `defaulted`) return e;
          let r = t.innerType._zod.run({ value: e.value, issues: [] }, n);
          return r instanceof Promise ? r.then((t) => m_(e, t)) : m_(e, r);
        }
        return t.innerType._zod.run(e, n);
      }));
  }),
  g_ = Q(`$ZodExactOptional`, (e, t) => {
    (h_.init(e, t),
      gm(e, `values`, (e) => e.def.innerType._zod.values),
      gm(e, `pattern`, (e) => e.def.innerType._zod.pattern),
      (e._zod.parse = (e, n) => t.innerType._zod.run(e, n)));
  }),
  __ = Q(`$ZodNullable`, (e, t) => {
    (tg.init(e, t),
      gm(e, `optin`, (e) => e.def.innerType._zod.optin),
      gm(e, `optout`, (e) => e.def.innerType._zod.optout),
      gm(e, `pattern`, (e) => {
        let t = e.def.innerType._zod.pattern;
        return t ? RegExp(`^(${gp(t.source)}|null)$`) : void 0;
      }),
      gm(e, `values`, (e) =>
        e.def.innerType._zod.values ? new Set([...e.def.innerType._zod.values, null]) : void 0,
      ),
      (e._zod.parse = (e, n) => (e.value === null ? e : t.innerType._zod.run(e, n))));
  }),
  v_ = Q(`$ZodDefault`, (e, t) => {
    (tg.init(e, t),
      (e._zod.optin = `defaulted`),
      gm(e, `values`, (e) => e.def.innerType._zod.values),
      (e._zod.parse = (e, n) => {
        if (n.direction === `backward`) return t.innerType._zod.run(e, n);
        if (e.value === void 0) return ((e.value = t.defaultValue), e);
        let r = t.innerType._zod.run(e, n);
        return r instanceof Promise ? r.then((e) => y_(e, t)) : y_(r, t);
      }));
  });
function y_(e, t) {
  return (e.value === void 0 && (e.value = t.defaultValue), e);
}
var b_ = Q(`$ZodPrefault`, (e, t) => {
    (tg.init(e, t),
      (e._zod.optin = `defaulted`),
      gm(e, `values`, (e) => e.def.innerType._zod.values),
      (e._zod.parse = (e, n) => (
        n.direction === `backward` || (e.value === void 0 && (e.value = t.defaultValue)),
        t.innerType._zod.run(e, n)
      )));
  }),
  x_ = Q(`$ZodNonOptional`, (e, t) => {
    (tg.init(e, t),
      gm(e, `values`, (e) => {
        let t = e.def.innerType._zod.values;
        return t ? new Set([...t].filter((e) => e !== void 0)) : void 0;
      }),
      (e._zod.parse = (n, r) => {
        let i = t.innerType._zod.run(n, r);
        return i instanceof Promise ? i.then((t) => S_(t, e)) : S_(i, e);
      }));
  });
function S_(e, t) {
  return (
    !e.issues.length &&
      e.value === void 0 &&
      e.issues.push({ code: `invalid_type`, expected: `nonoptional`, input: e.value, inst: t }),
    e
  );
}
function C_(e, t, n, r) {
  return t.issues.length
    ? ((e.value = n.catchValue({
        ...t,
        value: e.value,
        error: { issues: t.issues.map((e) => tm(e, r, Dm())) },
        input: e.value,
      })),
      e)
    : ((e.value = t.value), t.memo && (e.memo = !0), e);
}
var w_ = Q(`$ZodCatch`, (e, t) => {
    (tg.init(e, t),
      gm(e, `optin`, (e) =>
        e.def.innerType._zod.optin === `defaulted` ? `defaulted` : `optional`,
      ),
      gm(e, `optout`, (e) => e.def.innerType._zod.optout),
      gm(e, `values`, (e) => e.def.innerType._zod.values),
      (e._zod.parse = (e, n) => {
        if (n.direction === `backward`) return t.innerType._zod.run(e, n);
        let r = t.innerType._zod.run({ value: e.value, issues: [] }, n);
        return r instanceof Promise ? r.then((r) => C_(e, r, t, n)) : C_(e, r, t, n);
      }));
  }),
  T_ = Q(`$ZodPipe`, (e, t) => {
    (tg.init(e, t),
      gm(e, `values`, (e) => e.def.in._zod.values),
      gm(e, `optin`, (e) => e.def.in._zod.optin),
      gm(e, `optout`, (e) => e.def.out._zod.optout),
      gm(e, `propValues`, (e) => e.def.in._zod.propValues),
      (e._zod.parse = (e, n) => {
        if (n.direction === `backward`) {
          let r = t.out._zod.run(e, n);
          return r instanceof Promise ? r.then((e) => E_(e, t.in, n)) : E_(r, t.in, n);
        }
        let r = t.in._zod.run(e, n);
        return r instanceof Promise ? r.then((e) => E_(e, t.out, n)) : E_(r, t.out, n);
      }));
  });
function E_(e, t, n) {
  return e.issues.some((e) => e.code !== `unrecognized_keys`)
    ? ((e.aborted = !0), e)
    : t._zod.run({ value: e.value, issues: e.issues }, n);
}
var D_ = Q(`$ZodReadonly`, (e, t) => {
  (tg.init(e, t),
    gm(e, `propValues`, (e) => e.def.innerType._zod.propValues),
    gm(e, `values`, (e) => e.def.innerType._zod.values),
    gm(e, `optin`, (e) => e.def.innerType?._zod?.optin),
    gm(e, `optout`, (e) => e.def.innerType?._zod?.optout),
    (e._zod.parse = (e, n) => {
      if (n.direction === `backward`) return t.innerType._zod.run(e, n);
      let r = t.innerType._zod.run(e, n);
      return r instanceof Promise ? r.then(O_) : O_(r);
    }));
});
function O_(e) {
  return (e.memo || (e.value = Object.freeze(e.value)), e);
}
var k_ = Q(`$ZodCustom`, (e, t) => {
  (Fh.init(e, t),
    tg.init(e, t),
    (e._zod.parse = (e, t) => e),
    (e._zod.check = (n) => {
      let r = n.value,
        i = t.fn(r);
      if (i instanceof Promise) return i.then((t) => A_(t, n, r, e));
      A_(i, n, r, e);
    }));
});
function A_(e, t, n, r) {
  if (!e) {
    let e = {
      code: `custom`,
      input: n,
      inst: r,
      path: [...(r._zod.def.path ?? [])],
      continue: !r._zod.def.abort,
    };
    (r._zod.def.params && (e.params = r._zod.def.params), t.issues.push(om(e)));
  }
}
var j_ = class extends Error {
    constructor() {
      (super(`Cannot parse a reference cycle that closes through a transform`),
        (this.name = `ZodCyclicError`));
    }
  },
  M_ = `~memo`,
  N_ = [];
function P_(e) {
  return typeof e == `object` && !!e;
}
function F_(e) {
  return e.map((e) => (e.path ? { ...e, path: e.path.slice() } : { ...e }));
}
var I_ = new WeakMap(),
  L_ = 0,
  R_ = 1,
  z_ = 2;
function B_(e, t, n) {
  let r = I_.get(e);
  if (r !== void 0) return r ? z_ : L_;
  if (t.has(e)) return z_;
  t.add(e);
  let i = L_,
    a = (e) => {
      if (i !== z_ && e?._zod) {
        let r = B_(e, t, n);
        r > i && (i = r);
      }
    },
    o = (e, r) => {
      let i = L_;
      for (let a of Reflect.ownKeys(e)) {
        let o = Object.getOwnPropertyDescriptor(e, a);
        if (r && !o.enumerable) continue;
        let s = o.get ? R_ : o.value?._zod ? B_(o.value, t, n) : L_;
        s > i && (i = s);
      }
      return i;
    },
    s = (e) => {
      e > i && (i = e);
    },
    c = e._zod.def;
  switch (c.type) {
    case `object`: {
      let e = yp(c);
      (s(e ? o(e, !0) : R_), a(c.catchall));
      break;
    }
    case `array`:
      a(c.element);
      break;
    case `tuple`:
      for (let e of c.items) a(e);
      a(c.rest);
      break;
    case `record`:
    case `map`:
      (a(c.keyType), a(c.valueType));
      break;
    case `set`:
      a(c.valueType);
      break;
    case `union`:
      for (let e of c.options) a(e);
      break;
    case `intersection`:
      (a(c.left), a(c.right));
      break;
    case `optional`:
    case `nullable`:
    case `default`:
    case `prefault`:
    case `catch`:
    case `readonly`:
    case `nonoptional`:
    case `promise`:
    case `success`:
      a(c.innerType);
      break;
    case `pipe`:
      (a(c.in), a(c.out));
      break;
    case `function`:
      (a(c.input), a(c.output));
      break;
    case `lazy`: {
      let r = c._cachedInner ?? (n ? e._zod.innerType : void 0);
      s(r ? B_(r, t, !1) : R_);
      break;
    }
    case `template_literal`:
    case `string`:
    case `number`:
    case `int`:
    case `boolean`:
    case `bigint`:
    case `symbol`:
    case `undefined`:
    case `null`:
    case `void`:
    case `never`:
    case `any`:
    case `unknown`:
    case `date`:
    case `nan`:
    case `enum`:
    case `literal`:
    case `file`:
    case `transform`:
    case `custom`:
      break;
    default:
      for (let e in c) {
        let t = Object.getOwnPropertyDescriptor(c, e);
        if (!t || t.get) continue;
        let n = t.value;
        if (n && typeof n == `object`) {
          if (n._zod) a(n);
          else if (Array.isArray(n)) for (let e of n) a(e);
        }
      }
  }
  return (t.delete(e), V_(e, i));
}
function V_(e, t) {
  return (t !== R_ && I_.set(e, t === z_), t);
}
function H_(e, t) {
  let n = e.buckets.get(t);
  return (n || ((n = new WeakMap()), e.buckets.set(t, n)), n);
}
var U_,
  W_ = [],
  G_ = {
    alloc(e, t, n) {
      let r = U_;
      if (!r) return n;
      U_ = void 0;
      let i = { value: n, issues: null };
      return (r.set(t.value, i), W_.push(i), n);
    },
    guard(e) {
      var t;
      ((t = e._zod).deferred ?? (t.deferred = []),
        e._zod.deferred.push(() => {
          let t = e._zod.parse,
            n = (e, n) => {
              if (n.direction !== `backward` && q_(n, e.value)) throw new j_();
              return t(e, n);
            };
          ((e._zod.parse = n), e._zod.run === t && (e._zod.run = n));
        }));
    },
    attach(e) {
      var t;
      let n,
        r = !1,
        i,
        a;
      ((t = e._zod).deferred ?? (t.deferred = []),
        e._zod.deferred.push(() => {
          let t = e._zod.parse,
            o = (s, c) => {
              if (n === void 0) {
                let i = B_(e, new Set(), !1);
                if (i === L_)
                  return ((e._zod.parse = t), e._zod.run === o && (e._zod.run = t), t(s, c));
                i === z_ || r ? (n = !0) : (r = !0);
              }
              let l = s.value;
              if (!P_(l)) return t(s, c);
              let u = c[M_];
              u || ((u = { buckets: new WeakMap(), backEdges: void 0 }), (c[M_] = u));
              let d;
              i === c ? (d = a) : ((d = H_(u, e)), (i = c), (a = d));
              let f = d.get(l);
              if (f)
                return (
                  (s.value = f.value),
                  f.issues
                    ? f.issues.length && s.issues.push(...F_(f.issues))
                    : ((s.memo = !0),
                      u.backEdges ?? (u.backEdges = new WeakSet()),
                      u.backEdges.add(f.value)),
                  s
                );
              U_ = d;
              let p = W_.length,
                m = t(s, c);
              U_ = void 0;
              let h = W_.length > p ? W_.pop() : void 0;
              return m instanceof Promise
                ? m.then((e) => (h && (h.issues = e.issues.length ? F_(e.issues) : N_), e))
                : (h && (h.issues = m.issues.length ? F_(m.issues) : N_), m);
            };
          ((e._zod.parse = o), e._zod.run === t && (e._zod.run = o));
        }));
    },
  };
function K_() {
  return G_;
}
function q_(e, t) {
  let n = e[M_]?.backEdges;
  return n !== void 0 && P_(t) && n.has(t);
}
var J_ = () => {
  let e = {
    string: { unit: `characters`, verb: `to have` },
    file: { unit: `bytes`, verb: `to have` },
    array: { unit: `items`, verb: `to have` },
    set: { unit: `items`, verb: `to have` },
    map: { unit: `entries`, verb: `to have` },
  };
  function t(t) {
    return e[t] ?? null;
  }
  let n = {
      regex: `input`,
      email: `email address`,
      url: `URL`,
      emoji: `emoji`,
      uuid: `UUID`,
      uuidv4: `UUIDv4`,
      uuidv6: `UUIDv6`,
      nanoid: `nanoid`,
      guid: `GUID`,
      cuid: `cuid`,
      cuid2: `cuid2`,
      ulid: `ULID`,
      xid: `XID`,
      ksuid: `KSUID`,
      datetime: `ISO datetime`,
      date: `ISO date`,
      time: `ISO time`,
      duration: `ISO duration`,
      ipv4: `IPv4 address`,
      ipv6: `IPv6 address`,
      mac: `MAC address`,
      cidrv4: `IPv4 range`,
      cidrv6: `IPv6 range`,
      base64: `base64-encoded string`,
      base64url: `base64url-encoded string`,
      json_string: `JSON string`,
      e164: `E.164 number`,
      currency_code: `currency code`,
      credit_card: `credit card number`,
      iban: `IBAN`,
      jwt: `JWT`,
      template_literal: `input`,
    },
    r = { nan: `NaN` };
  function i(e, t) {
    return e === `number` && typeof t == `number` && !Number.isFinite(t) ? String(t) : (r[e] ?? e);
  }
  return (e) => {
    switch (e.code) {
      case `invalid_type`:
        return `Invalid input: expected ${i(e.expected)}, received ${i(am(e.input), e.input)}`;
      case `invalid_value`:
        return e.values.length === 1
          ? `Invalid input: expected ${Ip(e.values[0])}`
          : `Invalid option: expected one of ${dp(e.values, `|`)}`;
      case `too_big`: {
        let n = e.exact ? `exactly ` : e.inclusive ? `<=` : `<`,
          r = t(e.origin);
        return r
          ? `Too big: expected ${e.origin ?? `value`} to have ${n}${e.maximum.toString()} ${r.unit ?? `elements`}`
          : `Too big: expected ${e.origin ?? `value`} to be ${n}${e.maximum.toString()}`;
      }
      case `too_small`: {
        let n = e.exact ? `exactly ` : e.inclusive ? `>=` : `>`,
          r = t(e.origin);
        return r
          ? `Too small: expected ${e.origin} to have ${n}${e.minimum.toString()} ${r.unit}`
          : `Too small: expected ${e.origin} to be ${n}${e.minimum.toString()}`;
      }
      case `invalid_format`: {
        let t = e;
        return t.format === `starts_with`
          ? `Invalid string: must start with "${t.prefix}"`
          : t.format === `ends_with`
            ? `Invalid string: must end with "${t.suffix}"`
            : t.format === `includes`
              ? `Invalid string: must include "${t.includes}"`
              : t.format === `regex`
                ? `Invalid string: must match pattern ${t.pattern}`
                : `Invalid ${n[t.format] ?? e.format}`;
      }
      case `not_multiple_of`:
        return `Invalid number: must be a multiple of ${e.divisor}`;
      case `unrecognized_keys`:
        return `Unrecognized key${e.keys.length > 1 ? `s` : ``}: ${dp(e.keys, `, `)}`;
      case `invalid_key`:
        return `Invalid key in ${e.origin}`;
      case `invalid_union`:
        return e.options && Array.isArray(e.options) && e.options.length > 0
          ? `Invalid discriminator value. Expected ${e.options.map((e) => `'${e}'`).join(` | `)}`
          : e.inclusive === !1
            ? `Invalid input: more than one option matched`
            : `Invalid input`;
      case `invalid_element`:
        return `Invalid value in ${e.origin}`;
      default:
        return `Invalid input`;
    }
  };
};
function Y_() {
  return { localeError: J_() };
}
var X_,
  Z_ = class {
    constructor() {
      ((this._map = new WeakMap()), (this._idmap = new Map()));
    }
    add(e, ...t) {
      let n = t[0];
      return (
        this._map.set(e, n),
        n && typeof n == `object` && `id` in n && this._idmap.set(n.id, e),
        this
      );
    }
    clear() {
      return ((this._map = new WeakMap()), (this._idmap = new Map()), this);
    }
    remove(e) {
      let t = this._map.get(e);
      return (
        t && typeof t == `object` && `id` in t && this._idmap.delete(t.id),
        this._map.delete(e),
        this
      );
    }
    get(e) {
      let t = e._zod.parent;
      if (t) {
        let n = { ...(this.get(t) ?? {}) };
        delete n.id;
        let r = { ...n, ...this._map.get(e) };
        return Object.keys(r).length ? r : void 0;
      }
      return this._map.get(e);
    }
    has(e) {
      return this._map.has(e);
    }
  };
function Q_() {
  return new Z_();
}
(X_ = globalThis).__zod_globalRegistry ?? (X_.__zod_globalRegistry = Q_());
var $_ = globalThis.__zod_globalRegistry;
function ev(e) {
  return ((e.checks &&= [...e.checks]), e);
}
function tv(e, t) {
  return new e(ev({ type: `string`, ...Z(t) }));
}
function nv(e, t) {
  return new e({ type: `string`, format: `email`, check: `string_format`, abort: !1, ...Z(t) });
}
function rv(e, t) {
  return new e({ type: `string`, format: `guid`, check: `string_format`, abort: !1, ...Z(t) });
}
function iv(e, t) {
  return new e({ type: `string`, format: `uuid`, check: `string_format`, abort: !1, ...Z(t) });
}
function av(e, t) {
  return new e({
    type: `string`,
    format: `uuid`,
    check: `string_format`,
    abort: !1,
    version: `v4`,
    ...Z(t),
  });
}
function ov(e, t) {
  return new e({
    type: `string`,
    format: `uuid`,
    check: `string_format`,
    abort: !1,
    version: `v6`,
    ...Z(t),
  });
}
function sv(e, t) {
  return new e({
    type: `string`,
    format: `uuid`,
    check: `string_format`,
    abort: !1,
    version: `v7`,
    ...Z(t),
  });
}
function cv(e, t) {
  return new e({ type: `string`, format: `url`, check: `string_format`, abort: !1, ...Z(t) });
}
function lv(e, t) {
  return new e({ type: `string`, format: `emoji`, check: `string_format`, abort: !1, ...Z(t) });
}
function uv(e, t) {
  return new e({ type: `string`, format: `nanoid`, check: `string_format`, abort: !1, ...Z(t) });
}
function dv(e, t) {
  return new e({ type: `string`, format: `cuid`, check: `string_format`, abort: !1, ...Z(t) });
}
function fv(e, t) {
  return new e({ type: `string`, format: `cuid2`, check: `string_format`, abort: !1, ...Z(t) });
}
function pv(e, t) {
  return new e({ type: `string`, format: `ulid`, check: `string_format`, abort: !1, ...Z(t) });
}
function mv(e, t) {
  return new e({ type: `string`, format: `xid`, check: `string_format`, abort: !1, ...Z(t) });
}
function hv(e, t) {
  return new e({ type: `string`, format: `ksuid`, check: `string_format`, abort: !1, ...Z(t) });
}
function gv(e, t) {
  return new e({ type: `string`, format: `ipv4`, check: `string_format`, abort: !1, ...Z(t) });
}
function _v(e, t) {
  return new e({ type: `string`, format: `ipv6`, check: `string_format`, abort: !1, ...Z(t) });
}
function vv(e, t) {
  return new e({ type: `string`, format: `cidrv4`, check: `string_format`, abort: !1, ...Z(t) });
}
function yv(e, t) {
  return new e({ type: `string`, format: `cidrv6`, check: `string_format`, abort: !1, ...Z(t) });
}
function bv(e, t) {
  return new e({ type: `string`, format: `base64`, check: `string_format`, abort: !1, ...Z(t) });
}
function xv(e, t) {
  return new e({ type: `string`, format: `base64url`, check: `string_format`, abort: !1, ...Z(t) });
}
function Sv(e, t) {
  return new e({ type: `string`, format: `e164`, check: `string_format`, abort: !1, ...Z(t) });
}
function Cv(e, t) {
  return new e({ type: `string`, format: `jwt`, check: `string_format`, abort: !1, ...Z(t) });
}
function wv(e, t) {
  return new e({
    type: `string`,
    format: `datetime`,
    check: `string_format`,
    offset: !1,
    local: !1,
    precision: null,
    ...Z(t),
  });
}
function Tv(e, t) {
  return new e({ type: `string`, format: `date`, check: `string_format`, ...Z(t) });
}
function Ev(e, t) {
  return new e({
    type: `string`,
    format: `time`,
    check: `string_format`,
    precision: null,
    ...Z(t),
  });
}
function Dv(e, t) {
  return new e({ type: `string`, format: `duration`, check: `string_format`, ...Z(t) });
}
function Ov(e, t) {
  return new e(ev({ type: `number`, checks: [], ...Z(t) }));
}
function kv(e, t) {
  return new e({ type: `number`, check: `number_format`, abort: !1, format: `safeint`, ...Z(t) });
}
function Av(e, t) {
  return new e({ type: `boolean`, ...Z(t) });
}
function jv(e) {
  return new e({ type: `unknown` });
}
function Mv(e, t) {
  return new e({ type: `never`, ...Z(t) });
}
function Nv(e, t) {
  return new Rh({ check: `less_than`, ...Z(t), value: e, inclusive: !1 });
}
function Pv(e, t) {
  return new Rh({ check: `less_than`, ...Z(t), value: e, inclusive: !0 });
}
function Fv(e, t) {
  return new zh({ check: `greater_than`, ...Z(t), value: e, inclusive: !1 });
}
function Iv(e, t) {
  return new zh({ check: `greater_than`, ...Z(t), value: e, inclusive: !0 });
}
function Lv(e, t) {
  return new Bh({ check: `multiple_of`, ...Z(t), value: e });
}
function Rv(e, t) {
  return new Hh({ check: `max_length`, ...Z(t), maximum: e });
}
function zv(e, t) {
  return new Uh({ check: `min_length`, ...Z(t), minimum: e });
}
function Bv(e, t) {
  return new Wh({ check: `length_equals`, ...Z(t), length: e });
}
function Vv(e, t) {
  return new Kh({ check: `string_format`, format: `regex`, ...Z(t), pattern: e });
}
function Hv(e) {
  return new qh({ check: `string_format`, format: `lowercase`, ...Z(e) });
}
function Uv(e) {
  return new Jh({ check: `string_format`, format: `uppercase`, ...Z(e) });
}
function Wv(e, t) {
  return new Yh({ check: `string_format`, format: `includes`, ...Z(t), includes: e });
}
function Gv(e, t) {
  return new Xh({ check: `string_format`, format: `starts_with`, ...Z(t), prefix: e });
}
function Kv(e, t) {
  return new Zh({ check: `string_format`, format: `ends_with`, ...Z(t), suffix: e });
}
function qv(e) {
  return new Qh({ check: `overwrite`, tx: e });
}
function Jv(e) {
  return qv((t) => t.normalize(e));
}
function Yv() {
  return qv((e) => e.trim());
}
function Xv() {
  return qv((e) => e.toLowerCase());
}
function Zv() {
  return qv((e) => e.toUpperCase());
}
function Qv() {
  return qv((e) => Dp(e));
}
function $v(e, t, n) {
  return new e({ type: `array`, element: t, ...Z(n) });
}
function ey(e, t, n) {
  return new e({ type: `custom`, check: `custom`, fn: t, ...Z(n) });
}
function ty(e, t) {
  let n = ny(
    (t) => (
      (t.addIssue = (e) => {
        if (typeof e == `string`) t.issues.push(om(e, t.value, n._zod.def));
        else {
          let r = e;
          (r.fatal && (r.continue = !1),
            (r.code ??= `custom`),
            `input` in r || (r.input = t.value),
            (r.inst ??= n),
            (r.continue ??= !n._zod.def.abort),
            t.issues.push(om(r)));
        }
      }),
      e(t.value, t)
    ),
    t,
  );
  return n;
}
function ny(e, t) {
  let n = new Fh({ check: `custom`, ...Z(t) });
  return ((n._zod.check = e), n);
}
function ry(e, ...t) {
  for (let n of t)
    for (let t of Reflect.ownKeys(n))
      Object.prototype.propertyIsEnumerable.call(n, t) && vp(e, t, n[t]);
  return e;
}
function iy(e) {
  let t = e?.target ?? `draft-2020-12`;
  return (
    t === `draft-4` && (t = `draft-04`),
    t === `draft-7` && (t = `draft-07`),
    {
      processors: e.processors ?? {},
      metadataRegistry: e?.metadata ?? $_,
      target: t,
      unrepresentable: e?.unrepresentable ?? `throw`,
      override: e?.override ?? (() => {}),
      io: e?.io ?? `output`,
      counter: 0,
      seen: new Map(),
      sharedDefsExtractedFor: void 0,
      sharedEmitDoneFor: void 0,
      cycles: e?.cycles ?? `ref`,
      reused: e?.reused ?? `inline`,
      intersections: [],
      deferred: [],
      external: e?.external ?? void 0,
    }
  );
}
function ay(e, t, n, r, i) {
  let a =
    typeof t.unrepresentable == `function`
      ? t.unrepresentable({ zodSchema: e, path: r.path, message: i })
      : t.unrepresentable;
  if (a === `any`) return !1;
  if (a === void 0 || a === `throw`) throw Error(i);
  return (Object.assign(n, a), !0);
}
function oy(e, t, n = { path: [], schemaPath: [] }) {
  var r;
  let i = e._zod.def,
    a = t.seen.get(e);
  if (a) return (a.count++, n.schemaPath.includes(e) && (a.cycle = n.path), a.schema);
  let o = { schema: {}, count: 1, cycle: void 0, path: n.path };
  (t.seen.set(e, o), (t.sharedDefsExtractedFor = void 0), (t.sharedEmitDoneFor = void 0));
  let s = e._zod.toJSONSchema?.();
  if (s) o.schema = s;
  else {
    let r = { ...n, schemaPath: [...n.schemaPath, e], path: n.path };
    if (e._zod.processJSONSchema) e._zod.processJSONSchema(t, o.schema, r);
    else {
      let n = o.schema,
        a = t.processors[i.type];
      if (!a) throw Error(`[toJSONSchema]: Non-representable type encountered: ${i.type}`);
      a(e, t, n, r);
    }
    let a = e._zod.parent;
    a && ((o.ref ||= a), oy(a, t, r), (t.seen.get(a).isParent = !0));
  }
  let c = t.metadataRegistry.get(e);
  return (
    c && ry(o.schema, c),
    t.io === `input` && gy(e) && (delete o.schema.examples, delete o.schema.default),
    t.io === `input` &&
      `_prefault` in o.schema &&
      ((r = o.schema).default ?? (r.default = o.schema._prefault)),
    delete o.schema._prefault,
    t.seen.get(e).schema
  );
}
function sy(e) {
  return e.replace(/~/g, `~0`).replace(/\//g, `~1`);
}
function cy(e, t) {
  let n = e.seen.get(t);
  if (!n) throw Error(`Unprocessed schema. This is a bug in Zod.`);
  if (e.external && e.sharedDefsExtractedFor === e.external) return;
  let r = new Map();
  for (let t of e.seen.entries()) {
    let n = e.metadataRegistry.get(t[0])?.id;
    if (n) {
      let e = r.get(n);
      if (e && e !== t[0])
        throw Error(
          `Duplicate schema id "${n}" detected during JSON Schema conversion. Two different schemas cannot share the same id when converted together.`,
        );
      r.set(n, t[0]);
    }
  }
  let i = (t) => {
      let r = e.target === `draft-2020-12` ? `$defs` : `definitions`;
      if (e.external) {
        let n = e.external.registry.get(t[0])?.id,
          i = e.external.uri ?? ((e) => e);
        if (n) return { ref: i(n) };
        let a = t[1].defId ?? t[1].schema.id ?? `schema${e.counter++}`;
        return ((t[1].defId = a), { defId: a, ref: `${i(`__shared`)}#/${r}/${sy(a)}` });
      }
      let i = `#/${r}/`;
      if (t[1] === n && !t[1].schema.id) return { ref: `#` };
      let a = t[1].schema.id ?? `__schema${e.counter++}`;
      return { defId: a, ref: i + sy(a) };
    },
    a = (e) => {
      if (e[1].schema.$ref) return;
      let t = e[1],
        { ref: n, defId: r } = i(e);
      ((t.def = { ...t.schema }), r && (t.defId = r));
      let a = t.schema;
      for (let e in a) delete a[e];
      a.$ref = n;
    };
  if (e.cycles === `throw`)
    for (let t of e.seen.entries()) {
      let e = t[1];
      if (e.cycle)
        throw Error(`Cycle detected: #/${e.cycle?.join(`/`)}/<root>

Set the \`cycles\` parameter to \`"ref"\` to resolve cyclical schemas with defs.`);
    }
  for (let n of e.seen.entries()) {
    let r = n[1];
    if (t === n[0]) a(n);
    else {
      if (e.external) {
        let r = e.external.registry.get(n[0])?.id;
        if (t !== n[0] && r) {
          a(n);
          continue;
        }
      }
      (e.metadataRegistry.get(n[0])?.id || r.cycle || (r.count > 1 && e.reused === `ref`)) && a(n);
    }
  }
  e.external && (e.sharedDefsExtractedFor = e.external);
}
function ly(e) {
  let t = e.anyOf;
  if (!Array.isArray(t) || t.length === 0 || e.type !== void 0) return;
  let n = [];
  for (let e of t) {
    if (!e || typeof e != `object`) return;
    ly(e);
    let t = Object.keys(e);
    if (t.length !== 1 || t[0] !== `type`) return;
    let r = e.type;
    for (let e of Array.isArray(r) ? r : [r]) {
      if (typeof e != `string`) return;
      n.includes(e) || n.push(e);
    }
  }
  (delete e.anyOf, (e.type = n.length === 1 ? n[0] : n));
}
var uy = new Set([`type`, `properties`, `required`, `additionalProperties`]),
  dy = [`oneOf`, `anyOf`];
function fy(e) {
  let t = e.additionalProperties;
  return t === void 0 || t === !1 || typeof t != `object` || !t
    ? null
    : Object.keys(t).length
      ? t
      : null;
}
function py(e) {
  let t = [];
  for (let n of e) {
    if (typeof n != `object` || n.type !== `object`) return null;
    for (let e in n) if (!uy.has(e)) return null;
    t.push(n);
  }
  let n = {},
    r = new Set();
  for (let e of t) {
    for (let r in e.properties) {
      if (Object.prototype.hasOwnProperty.call(n, r)) continue;
      let e = [];
      for (let n of t) {
        let t = n.properties?.[r] ?? fy(n);
        t != null && (e.some((e) => JSON.stringify(e) === JSON.stringify(t)) || e.push(t));
      }
      vp(n, r, e.length === 1 ? e[0] : (py(e) ?? { allOf: e }));
    }
    for (let t of e.required ?? []) r.add(t);
  }
  let i = { type: `object`, properties: n };
  if ((r.size && (i.required = [...r]), t.every((e) => e.additionalProperties === !1)))
    i.additionalProperties = !1;
  else {
    let e = [];
    for (let n of t) {
      let t = fy(n);
      t && !e.some((e) => JSON.stringify(e) === JSON.stringify(t)) && e.push(t);
    }
    e.length === 1
      ? (i.additionalProperties = e[0])
      : e.length > 1 && (i.additionalProperties = { allOf: e });
  }
  return i;
}
function my(e) {
  let t = e.allOf;
  if (!Array.isArray(t) || t.length < 2) return;
  for (let t of uy) if (t in e) return;
  let n = t.filter((e) => dy.some((t) => Array.isArray(e[t]))),
    r = null;
  if (!n.length) r = py(t);
  else {
    let e = n[0],
      i = dy.find((t) => Array.isArray(e[t]));
    if (Object.keys(e).length !== 1) return;
    let a = t.filter((t) => t !== e),
      o = e[i].map((e) => py([...a, e]));
    if (o.some((e) => !e)) return;
    r = { [i]: o };
  }
  r && (delete e.allOf, ry(e, r));
}
function hy(e, t) {
  let n = e.seen.get(t);
  if (!n) throw Error(`Unprocessed schema. This is a bug in Zod.`);
  let r = (t) => {
    let n = e.seen.get(t);
    if (n.ref === null) return;
    let i = n.def ?? n.schema,
      a = { ...i },
      o = n.ref;
    if (((n.ref = null), o)) {
      r(o);
      let n = e.seen.get(o),
        s = n.schema;
      if (
        (s.$ref &&
        (e.target === `draft-07` || e.target === `draft-04` || e.target === `openapi-3.0`)
          ? ((i.allOf = i.allOf ?? []), i.allOf.push(s))
          : ry(i, s),
        ry(i, a),
        t._zod.parent === o)
      )
        for (let e in i) e !== `$ref` && e !== `allOf` && (e in a || delete i[e]);
      if (s.$ref && n.def)
        for (let e in i)
          e !== `$ref` &&
            e !== `allOf` &&
            e in n.def &&
            JSON.stringify(i[e]) === JSON.stringify(n.def[e]) &&
            delete i[e];
    }
    let s = t._zod.parent;
    if (s && s !== o) {
      r(s);
      let t = e.seen.get(s);
      if (t?.schema.$ref && ((i.$ref = t.schema.$ref), t.def))
        for (let e in i)
          e !== `$ref` &&
            e !== `allOf` &&
            e in t.def &&
            JSON.stringify(i[e]) === JSON.stringify(t.def[e]) &&
            delete i[e];
    }
    e.override({ zodSchema: t, jsonSchema: i, path: n.path ?? [] });
  };
  if (!e.external || e.sharedEmitDoneFor !== e.external) {
    for (let t of [...e.seen.entries()].reverse()) r(t[0]);
    if (e.target !== `openapi-3.0`) for (let t of e.seen.entries()) ly(t[1].def ?? t[1].schema);
    for (let t of e.deferred) t();
    if (e.intersections.length) {
      let t = new Map();
      for (let n of e.seen.values())
        for (let e of [n.schema, n.def]) {
          let n = e?.allOf;
          if (!Array.isArray(n)) continue;
          let r = t.get(n);
          r ? r.push(e) : t.set(n, [e]);
        }
      for (let n of e.intersections) for (let e of t.get(n) ?? []) my(e);
    }
  }
  let i = {};
  if (
    (e.target === `draft-2020-12`
      ? (i.$schema = `https://json-schema.org/draft/2020-12/schema`)
      : e.target === `draft-07`
        ? (i.$schema = `http://json-schema.org/draft-07/schema#`)
        : e.target === `draft-04`
          ? (i.$schema = `http://json-schema.org/draft-04/schema#`)
          : e.target,
    e.external?.uri)
  ) {
    let n = e.external.registry.get(t)?.id;
    if (!n) throw Error("Schema is missing an `id` property");
    i.$id = e.external.uri(n);
  }
  ry(i, n.defId ? n.schema : (n.def ?? n.schema));
  let a = e.metadataRegistry.get(t)?.id;
  a !== void 0 && i.id === a && delete i.id;
  let o = e.external?.defs ?? {};
  if (!e.external || e.sharedEmitDoneFor !== e.external)
    for (let t of e.seen.entries()) {
      let e = t[1];
      e.def && e.defId && (e.def.id === e.defId && delete e.def.id, vp(o, e.defId, e.def));
    }
  (e.external && (e.sharedEmitDoneFor = e.external),
    e.external ||
      (Object.keys(o).length > 0 &&
        (e.target === `draft-2020-12` ? (i.$defs = o) : (i.definitions = o))));
  try {
    let n = JSON.parse(JSON.stringify(i));
    return (
      Object.defineProperty(n, "~standard", {
        value: {
          ...t[`~standard`],
          jsonSchema: {
            input: vy(t, `input`, e.processors),
            output: vy(t, `output`, e.processors),
          },
        },
        enumerable: !1,
        writable: !1,
      }),
      n
    );
  } catch {
    throw Error(`Error converting schema to JSON.`);
  }
}
function gy(e, t) {
  let n = t ?? { seen: new Set() };
  if (n.seen.has(e)) return !1;
  n.seen.add(e);
  let r = e._zod.def;
  if (r.type === `transform`) return !0;
  if (r.type === `array`) return gy(r.element, n);
  if (r.type === `set`) return gy(r.valueType, n);
  if (r.type === `lazy`) return gy(r.getter(), n);
  if (
    r.type === `promise` ||
    r.type === `optional` ||
    r.type === `nonoptional` ||
    r.type === `nullable` ||
    r.type === `readonly` ||
    r.type === "default" ||
    r.type === `prefault` ||
    r.type === `catch`
  )
    return gy(r.innerType, n);
  if (r.type === `intersection`) return gy(r.left, n) || gy(r.right, n);
  if (r.type === `record` || r.type === `map`) return gy(r.keyType, n) || gy(r.valueType, n);
  if (r.type === `pipe`) return e._zod.traits.has(`$ZodCodec`) ? !0 : gy(r.in, n) || gy(r.out, n);
  if (r.type === `object`) {
    for (let e in r.shape) if (gy(r.shape[e], n)) return !0;
    return !1;
  }
  if (r.type === `union`) {
    for (let e of r.options) if (gy(e, n)) return !0;
    return !1;
  }
  if (r.type === `tuple`) {
    for (let e of r.items) if (gy(e, n)) return !0;
    return !!(r.rest && gy(r.rest, n));
  }
  return !1;
}
var _y =
    (e, t = {}) =>
    (n) => {
      let r = iy({ ...n, processors: t });
      return (oy(e, r), cy(r, e), hy(r, e));
    },
  vy =
    (e, t, n = {}) =>
    (r) => {
      let { libraryOptions: i, target: a } = r ?? {},
        o = iy({ ...(i ?? {}), target: a, io: t, processors: n });
      return (oy(e, o), cy(o, e), hy(o, e));
    },
  yy = (e, t, n) => {
    (e[t] === void 0 || n > e[t]) && (e[t] = n);
  },
  by = (e, t, n) => {
    (e[t] === void 0 || n < e[t]) && (e[t] = n);
  },
  xy = (e, t) => {
    (yy(e, `minimum`, t), by(e, `maximum`, t));
  },
  Sy = (e, t) => {
    ((e.multipleOf ??= []), e.multipleOf.includes(t) || e.multipleOf.push(t));
  },
  Cy = (e, t) => {
    ((e.patterns ??= new Set()), e.patterns.add(t));
  },
  wy = (e, t) => {
    e.mime = e.mime ? e.mime.filter((e) => t.includes(e)) : [...t];
  },
  Ty = (e, t) => {
    ((e.format = t), t.includes(`int`) && (e.isInt = !0));
  },
  Ey = (e, t) => yy(e, `minimum`, t.minimum),
  Dy = (e, t) => by(e, `maximum`, t.maximum),
  Oy = (e) => (t, n) => {
    Ty(t, n.format);
    let [r, i] = e[n.format];
    (yy(t, `minimum`, r), by(t, `maximum`, i));
  },
  ky = {
    greater_than: (e, t) => yy(e, t.inclusive ? `minimum` : `exclusiveMinimum`, t.value),
    less_than: (e, t) => by(e, t.inclusive ? `maximum` : `exclusiveMaximum`, t.value),
    multiple_of: (e, t) => Sy(e, t.value),
    number_format: Oy(Rp),
    bigint_format: Oy(zp),
    min_length: Ey,
    max_length: Dy,
    length_equals: (e, t) => xy(e, t.length),
    min_size: Ey,
    max_size: Dy,
    size_equals: (e, t) => xy(e, t.size),
    string_format: (e, t) => {
      (Ty(e, t.format),
        t.pattern && Cy(e, t.pattern),
        (t.format === `base64` || t.format === `base64url`) && (e.contentEncoding = t.format),
        (t.local || t.precision === -1) && (e.laxFormat = !0));
    },
    mime_type: (e, t) => wy(e, t.mime),
  };
function Ay(e) {
  let t = {},
    n = e._zod.def,
    r = e._zod.traits.has(`$ZodCheck`) ? [e, ...(n.checks ?? [])] : (n.checks ?? []);
  for (let e of r) ky[e._zod.def.check]?.(t, e._zod.def);
  let i = e._zod.bag;
  (i.minimum !== void 0 && yy(t, `minimum`, i.minimum),
    i.exclusiveMinimum !== void 0 && yy(t, `exclusiveMinimum`, i.exclusiveMinimum),
    i.maximum !== void 0 && by(t, `maximum`, i.maximum),
    i.exclusiveMaximum !== void 0 && by(t, `exclusiveMaximum`, i.exclusiveMaximum),
    i.multipleOf !== void 0 && Sy(t, i.multipleOf),
    i.format !== void 0 && ((t.format ??= i.format), i.format.includes(`int`) && (t.isInt = !0)),
    i.mime && wy(t, i.mime));
  for (let e of i.patterns ?? []) Cy(t, e);
  return t;
}
var jy = { guid: `uuid`, url: `uri`, datetime: `date-time`, json_string: `json-string`, regex: `` },
  My = new Map([
    [Lg, yh],
    [zg, bh],
  ]),
  Ny = (e) => My.get(e) ?? e,
  Py = (e, t, n, r) => {
    let i = n;
    i.type = `string`;
    let {
      minimum: a,
      maximum: o,
      format: s,
      patterns: c,
      contentEncoding: l,
      laxFormat: u,
    } = Ay(e);
    if (
      (typeof a == `number` && (i.minLength = a),
      typeof o == `number` && (i.maxLength = o),
      s &&
        ((i.format = jy[s] ?? s),
        i.format === `` && delete i.format,
        (s === `time` || u) && delete i.format),
      l && (i.contentEncoding = l),
      c && c.size > 0)
    ) {
      let e = [...c].map(Ny);
      e.length === 1
        ? (i.pattern = e[0].source)
        : e.length > 1 &&
          (i.allOf = [
            ...e.map((e) => ({
              ...(t.target === `draft-07` || t.target === `draft-04` || t.target === `openapi-3.0`
                ? { type: `string` }
                : {}),
              pattern: e.source,
            })),
          ]);
    }
  },
  Fy = (e, t, n, r) => {
    let i = n,
      {
        minimum: a,
        maximum: o,
        multipleOf: s,
        exclusiveMaximum: c,
        exclusiveMinimum: l,
        isInt: u,
      } = Ay(e);
    i.type = u ? `integer` : `number`;
    let d = typeof l == `number` && l >= (a ?? -1 / 0),
      f = typeof c == `number` && c <= (o ?? 1 / 0),
      p = t.target === `draft-04` || t.target === `openapi-3.0`;
    if (
      (d
        ? p
          ? ((i.minimum = l), (i.exclusiveMinimum = !0))
          : (i.exclusiveMinimum = l)
        : typeof a == `number` && (i.minimum = a),
      f
        ? p
          ? ((i.maximum = c), (i.exclusiveMaximum = !0))
          : (i.exclusiveMaximum = c)
        : typeof o == `number` && (i.maximum = o),
      s)
    ) {
      let n = new Set();
      for (let a of s)
        Number.isFinite(a) && a !== 0
          ? n.add(Math.abs(a))
          : ay(e, t, i, r, `A multipleOf divisor of ${a} cannot be represented in JSON Schema`);
      let [a, ...o] = n;
      (a !== void 0 && (i.multipleOf = a),
        o.length && (i.allOf = [...(i.allOf ?? []), ...o.map((e) => ({ multipleOf: e }))]));
    }
  },
  Iy = (e, t, n, r) => {
    n.type = `boolean`;
  },
  Ly = (e, t, n, r) => {
    n.not = {};
  },
  Ry = (e, t, n, r) => {
    let i = e._zod.def,
      a = up(i.entries);
    a.length === 0
      ? (n.not = {})
      : (a.every((e) => typeof e == `number`) && (n.type = `number`),
        a.every((e) => typeof e == `string`) && (n.type = `string`),
        (n.enum = a));
  },
  zy = (e, t, n, r) => {
    ay(e, t, n, r, `Custom types cannot be represented in JSON Schema`);
  },
  By = (e, t, n, r) => {
    ay(e, t, n, r, `Transforms cannot be represented in JSON Schema`);
  },
  Vy = (e, t, n, r) => {
    let i = n,
      a = e._zod.def,
      { minimum: o, maximum: s } = Ay(e);
    (typeof o == `number` && (i.minItems = o),
      typeof s == `number` && (i.maxItems = s),
      (i.type = `array`),
      (i.items = oy(a.element, t, { ...r, path: [...r.path, `items`] })));
  };
function Hy(e) {
  let t = e._zod.def;
  return t.type === `pipe` && t.in._zod.traits.has(`$ZodTransform`)
    ? Hy(t.out)
    : t.type === `catch`
      ? Hy(t.innerType)
      : e._zod.optin;
}
var Uy = (e, t, n, r) => {
    let i = n,
      a = e._zod.def,
      o = a.shape;
    if (
      Object.getOwnPropertySymbols(o).length &&
      ay(e, t, i, r, `Symbol keys cannot be represented in JSON Schema`)
    )
      return;
    ((i.type = `object`), (i.properties = {}));
    for (let e in o) vp(i.properties, e, oy(o[e], t, { ...r, path: [...r.path, `properties`, e] }));
    let s = [];
    for (let e of Object.keys(o)) {
      let n = a.shape[e];
      (t.io === `input` ? Hy(n) === void 0 : n._zod.optout === void 0) && s.push(e);
    }
    (s.length > 0 && (i.required = s),
      a.catchall?._zod.def.type === `never`
        ? (i.additionalProperties = !1)
        : a.catchall
          ? a.catchall &&
            (i.additionalProperties = oy(a.catchall, t, {
              ...r,
              path: [...r.path, `additionalProperties`],
            }))
          : t.io === `output` && (i.additionalProperties = !1));
  },
  Wy = (e, t, n, r) => {
    let i = e._zod.def,
      a = i.inclusive === !1,
      o = i.options.map((e, n) => oy(e, t, { ...r, path: [...r.path, a ? `oneOf` : `anyOf`, n] }));
    a ? (n.oneOf = o) : (n.anyOf = o);
  },
  Gy = (e, t, n, r) => {
    let i = e._zod.def,
      a = oy(i.left, t, { ...r, path: [...r.path, `allOf`, 0] }),
      o = oy(i.right, t, { ...r, path: [...r.path, `allOf`, 1] }),
      s = (e) => `allOf` in e && Object.keys(e).length === 1,
      c = [...(s(a) ? a.allOf : [a]), ...(s(o) ? o.allOf : [o])];
    ((n.allOf = c), t.intersections.push(c));
  };
function Ky(e, t, n) {
  if (t.$ref) {
    if (n.has(t)) return t;
    n.add(t);
    let r = e.get(t)?.def;
    if (!r) return t;
    let i = Ky(e, r, n);
    return i === r ? t : i;
  }
  for (let r of [`anyOf`, `oneOf`]) {
    let i = t[r];
    if (!Array.isArray(i)) continue;
    let a = i.map((t) => Ky(e, t, n));
    a.some((e, t) => e !== i[t]) && (t = { ...t, [r]: a });
  }
  let r = Array.isArray(t.type) ? t.type : [t.type],
    i = !r.includes(`string`) && r.some((e) => e === `number` || e === `integer`),
    a = t.enum ?? (t.const === void 0 ? void 0 : [t.const]);
  if (!i && !a?.some((e) => typeof e == `number`)) return t;
  let {
    minimum: o,
    maximum: s,
    exclusiveMinimum: c,
    exclusiveMaximum: l,
    multipleOf: u,
    format: d,
    id: f,
    ...p
  } = t;
  return (
    p.enum
      ? (p.enum = p.enum.map((e) => (typeof e == `number` ? String(e) : e)))
      : typeof p.const == `number` && (p.const = String(p.const)),
    i && ((p.type = `string`), a || (p.pattern = (r.includes(`number`) ? jh : Ah).source)),
    p
  );
}
var qy = new WeakMap();
function Jy(e) {
  let t = new Map();
  for (let n of e.seen.values()) n.def && !t.has(n.schema) && t.set(n.schema, n);
  let n = new Map();
  for (let r of qy.get(e) ?? []) {
    let i = e.seen.get(r),
      a = (i?.def ?? i?.schema)?.propertyNames;
    if (!a || a === !0 || n.has(a)) continue;
    let o = Ky(t, a, new Set());
    o !== a && n.set(a, o);
  }
  if (n.size)
    for (let t of e.seen.values())
      for (let e of [t.schema, t.def]) {
        let t = e && n.get(e.propertyNames);
        t && (e.propertyNames = t);
      }
}
var Yy = (e, t, n, r) => {
    let i = n,
      a = e._zod.def;
    i.type = `object`;
    let o = a.keyType,
      s = Ay(o).patterns;
    if (a.mode === `loose` && s && s.size > 0) {
      let e = oy(a.valueType, t, { ...r, path: [...r.path, `patternProperties`, `*`] });
      i.patternProperties = {};
      for (let t of s) vp(i.patternProperties, Ny(t).source, e);
    } else {
      if (t.target === `draft-07` || t.target === `draft-2020-12`) {
        i.propertyNames = oy(a.keyType, t, { ...r, path: [...r.path, `propertyNames`] });
        let n = qy.get(t);
        (n || ((n = []), qy.set(t, n), t.deferred.push(() => Jy(t))), n.push(e));
      }
      i.additionalProperties = oy(a.valueType, t, {
        ...r,
        path: [...r.path, `additionalProperties`],
      });
    }
    let c = o._zod.values,
      l = t.io === `input` && Hy(a.valueType) !== void 0;
    if (c && !a.partial && !l) {
      let e = [...c].filter((e) => typeof e == `string` || typeof e == `number`);
      e.length > 0 && (i.required = e.map(String));
    }
  },
  Xy = (e, t, n, r) => {
    let i = e._zod.def,
      a = oy(i.innerType, t, r),
      o = t.seen.get(e);
    t.target === `openapi-3.0`
      ? ((o.ref = i.innerType), (n.nullable = !0))
      : (n.anyOf = [a, { type: `null` }]);
  },
  Zy = (e, t, n, r) => {
    let i = e._zod.def;
    oy(i.innerType, t, r);
    let a = t.seen.get(e);
    a.ref = i.innerType;
  },
  Qy = Symbol();
function $y(e, t, n, r, i) {
  let a = !1,
    o = JSON.stringify(e, (e, t) => (typeof t == `bigint` ? ((a = !0), null) : t));
  return a
    ? (ay(t, n, r, i, `BigInt defaults cannot be represented in JSON Schema`), Qy)
    : JSON.parse(o);
}
var eb = (e, t, n, r) => {
    let i = e._zod.def;
    oy(i.innerType, t, r);
    let a = t.seen.get(e);
    a.ref = i.innerType;
    let o = $y(i.defaultValue, e, t, n, r);
    o !== Qy && (n.default = o);
  },
  tb = (e, t, n, r) => {
    let i = e._zod.def;
    oy(i.innerType, t, r);
    let a = t.seen.get(e);
    if (((a.ref = i.innerType), t.io !== `input`)) return;
    let o = $y(i.defaultValue, e, t, n, r);
    o !== Qy && (n._prefault = o);
  },
  nb = (e, t, n, r) => {
    let i = e._zod.def;
    oy(i.innerType, t, r);
    let a = t.seen.get(e);
    a.ref = i.innerType;
    let o;
    try {
      o = i.catchValue(void 0);
    } catch {
      ay(e, t, n, r, `Dynamic catch values are not supported in JSON Schema`);
      return;
    }
    n.default = o;
  },
  rb = (e, t, n, r) => {
    let i = e._zod.def,
      a = i.in._zod.traits.has(`$ZodTransform`),
      o = t.io === `input` ? (a ? i.out : i.in) : i.out;
    oy(o, t, r);
    let s = t.seen.get(e);
    s.ref = o;
  },
  ib = (e, t, n, r) => {
    let i = e._zod.def;
    oy(i.innerType, t, r);
    let a = t.seen.get(e);
    ((a.ref = i.innerType), (n.readOnly = !0));
  },
  ab = (e, t, n, r) => {
    let i = e._zod.def;
    oy(i.innerType, t, r);
    let a = t.seen.get(e);
    a.ref = i.innerType;
  },
  ob = new WeakSet([Object.prototype, Error.prototype]);
function sb(e, t, n) {
  Object.defineProperty(e, t, {
    configurable: !0,
    enumerable: !1,
    get() {
      let e = n(this);
      return (Object.defineProperty(this, t, { value: e, configurable: !0, writable: !0 }), e);
    },
    set(e) {
      Object.defineProperty(this, t, { value: e, configurable: !0, writable: !0 });
    },
  });
}
var cb = Q(
    `ZodError`,
    (e, t) => {
      (Nm.init(e, t), (e.name = `ZodError`));
      let n = Object.getPrototypeOf(e);
      ob.has(n) ||
        (ob.add(n),
        sb(n, `format`, (e) => (t) => Im(e, t)),
        sb(n, `flatten`, (e) => (t) => Fm(e, t)),
        sb(n, `addIssue`, (e) => (t) => {
          (e.issues.push(t), (e.message = JSON.stringify(e.issues, fp, 2)));
        }),
        sb(n, `addIssues`, (e) => (t) => {
          (e.issues.push(...t), (e.message = JSON.stringify(e.issues, fp, 2)));
        }),
        Object.defineProperty(n, "isEmpty", {
          configurable: !0,
          enumerable: !1,
          get() {
            return this.issues.length === 0;
          },
        }));
    },
    void 0,
    { Parent: Error },
  ),
  lb = Rm(cb),
  ub = zm(cb),
  db = Bm(cb),
  fb = Hm(cb),
  pb = Jm(cb),
  mb = Ym(cb),
  hb = Xm(cb),
  gb = Zm(cb),
  _b = Qm(cb),
  vb = $m(cb),
  yb = eh(cb),
  bb = th(cb);
function xb() {
  Em.localeError || Dm(Y_());
}
function Sb() {
  Em.memoizer || Dm({ memoizer: K_() });
}
var Cb = Q(`ZodType`, (e, t) => (xb(), tg.init(e, t), (e.def = t), (e.type = t.type), e), {
    check(...e) {
      let t = this.def;
      return this.clone(
        Tp(t, {
          checks: [
            ...(t.checks ?? []),
            ...e.map((e) =>
              typeof e == `function`
                ? { _zod: { check: e, def: { check: `custom` }, onattach: [] } }
                : e,
            ),
          ],
        }),
        { parent: !0 },
      );
    },
    with(...e) {
      return this.check(...e);
    },
    clone(e, t) {
      return Fp(this, e, t);
    },
    brand() {
      return this;
    },
    register(e, t) {
      return (e.add(this, t), this);
    },
    refine(e, t) {
      return this.check(Bx(e, t));
    },
    superRefine(e, t) {
      return this.check(Vx(e, t));
    },
    overwrite(e) {
      return this.check(qv(e));
    },
    optional() {
      return Sx(this);
    },
    exactOptional() {
      return wx(this);
    },
    nullable() {
      return Ex(this);
    },
    nullish() {
      return Sx(Ex(this));
    },
    nonoptional(e) {
      return Mx(this, e);
    },
    array() {
      return cx(this);
    },
    or(e) {
      return fx([this, e]);
    },
    and(e) {
      return mx(this, e);
    },
    transform(e) {
      return Ix(this, bx(e));
    },
    default(e) {
      return Ox(this, e);
    },
    prefault(e) {
      return Ax(this, e);
    },
    catch(e) {
      return Px(this, e);
    },
    pipe(e) {
      return Ix(this, e);
    },
    readonly() {
      return Rx(this);
    },
    describe(e) {
      let t = this.clone();
      return ($_.add(t, { description: e }), t);
    },
    meta(...e) {
      if (e.length === 0) return $_.get(this);
      let t = this.clone();
      return ($_.add(t, e[0]), t);
    },
    isOptional() {
      return this.safeParse(void 0).success;
    },
    isNullable() {
      return this.safeParse(null).success;
    },
    apply(e, ...t) {
      return t.length === 0 ? e(this) : e(this, ...t);
    },
    get "~standard"() {
      return lm(this, `~standard`, {
        ...ig(this),
        jsonSchema: { input: vy(this, `input`), output: vy(this, `output`) },
      });
    },
    set "~standard"(e) {
      cm(this, `~standard`, e);
    },
    parse: function e(t, n) {
      return lb(this, t, n, { callee: e });
    },
    parseAsync: async function e(t, n) {
      return await ub(this, t, n, { callee: e });
    },
    safeParse(e, t) {
      return db(this, e, t);
    },
    async safeParseAsync(e, t) {
      return fb(this, e, t);
    },
    get spa() {
      return this?.safeParseAsync;
    },
    set spa(e) {
      cm(this, `spa`, e);
    },
    validate(e, t) {
      return Gm(this, e, t);
    },
    validateAsync(e, t) {
      return qm(this, e, t);
    },
    encode: function e(t, n) {
      return pb(this, t, n, { callee: e });
    },
    decode: function e(t, n) {
      return mb(this, t, n, { callee: e });
    },
    encodeAsync: async function e(t, n) {
      return await hb(this, t, n, { callee: e });
    },
    decodeAsync: async function e(t, n) {
      return await gb(this, t, n, { callee: e });
    },
    safeEncode(e, t) {
      return _b(this, e, t);
    },
    safeDecode(e, t) {
      return vb(this, e, t);
    },
    async safeEncodeAsync(e, t) {
      return yb(this, e, t);
    },
    async safeDecodeAsync(e, t) {
      return bb(this, e, t);
    },
    toJSONSchema(e) {
      return _y(this, {})(e);
    },
    get description() {
      return $_.get(this)?.description;
    },
    get _def() {
      return this._zod.def;
    },
  }),
  wb = Q(
    `_ZodString`,
    (e, t) => {
      (ag.init(e, t), Cb.init(e, t), (e._zod.processJSONSchema = (t, n, r) => Py(e, t, n, r)));
    },
    um(
      {
        format: (e) => Ay(e).format ?? null,
        minLength: (e) => Ay(e).minimum ?? null,
        maxLength: (e) => Ay(e).maximum ?? null,
      },
      {
        regex(...e) {
          return this.check(Vv(...e));
        },
        includes(...e) {
          return this.check(Wv(...e));
        },
        startsWith(...e) {
          return this.check(Gv(...e));
        },
        endsWith(...e) {
          return this.check(Kv(...e));
        },
        min(...e) {
          return this.check(zv(...e));
        },
        max(...e) {
          return this.check(Rv(...e));
        },
        length(...e) {
          return this.check(Bv(...e));
        },
        nonempty(...e) {
          return this.check(zv(1, ...e));
        },
        lowercase(e) {
          return this.check(Hv(e));
        },
        uppercase(e) {
          return this.check(Uv(e));
        },
        trim() {
          return this.check(Yv());
        },
        normalize(...e) {
          return this.check(Jv(...e));
        },
        toLowerCase() {
          return this.check(Xv());
        },
        toUpperCase() {
          return this.check(Zv());
        },
        slugify() {
          return this.check(Qv());
        },
      },
    ),
  ),
  Tb = Q(
    `ZodString`,
    (e, t) => {
      (ag.init(e, t), wb.init(e, t));
    },
    {
      email(e) {
        return this.check(nv(Mb, e));
      },
      url(e) {
        return this.check(cv(Fb, e));
      },
      jwt(e) {
        return this.check(Cv(Xb, e));
      },
      emoji(e) {
        return this.check(lv(Ib, e));
      },
      guid(e) {
        return this.check(rv(Nb, e));
      },
      uuid(e) {
        return this.check(iv(Pb, e));
      },
      uuidv4(e) {
        return this.check(av(Pb, e));
      },
      uuidv6(e) {
        return this.check(ov(Pb, e));
      },
      uuidv7(e) {
        return this.check(sv(Pb, e));
      },
      nanoid(e) {
        return this.check(uv(Lb, e));
      },
      cuid(e) {
        return this.check(dv(Rb, e));
      },
      cuid2(e) {
        return this.check(fv(zb, e));
      },
      ulid(e) {
        return this.check(pv(Bb, e));
      },
      base64(e) {
        return this.check(bv(qb, e));
      },
      base64url(e) {
        return this.check(xv(Jb, e));
      },
      xid(e) {
        return this.check(mv(Vb, e));
      },
      ksuid(e) {
        return this.check(hv(Hb, e));
      },
      ipv4(e) {
        return this.check(gv(Ub, e));
      },
      ipv6(e) {
        return this.check(_v(Wb, e));
      },
      cidrv4(e) {
        return this.check(vv(Gb, e));
      },
      cidrv6(e) {
        return this.check(yv(Kb, e));
      },
      e164(e) {
        return this.check(Sv(Yb, e));
      },
      datetime(e) {
        return this.check(wv(Ob, e));
      },
      date(e) {
        return this.check(Tv(kb, e));
      },
      time(e) {
        return this.check(Ev(Ab, e));
      },
      duration(e) {
        return this.check(Dv(jb, e));
      },
    },
  );
function Eb(e) {
  return tv(Tb, e);
}
var Db = Q(`ZodStringFormat`, (e, t) => {
    (og.init(e, t), wb.init(e, t));
  }),
  Ob = Q(`ZodISODateTime`, (e, t) => {
    (Tg.init(e, t), Db.init(e, t));
  }),
  kb = Q(`ZodISODate`, (e, t) => {
    (Eg.init(e, t), Db.init(e, t));
  }),
  Ab = Q(`ZodISOTime`, (e, t) => {
    (Dg.init(e, t), Db.init(e, t));
  }),
  jb = Q(`ZodISODuration`, (e, t) => {
    (Og.init(e, t), Db.init(e, t));
  }),
  Mb = Q(`ZodEmail`, (e, t) => {
    (lg.init(e, t), Db.init(e, t));
  }),
  Nb = Q(`ZodGUID`, (e, t) => {
    (sg.init(e, t), Db.init(e, t));
  }),
  Pb = Q(`ZodUUID`, (e, t) => {
    (cg.init(e, t), Db.init(e, t));
  }),
  Fb = Q(`ZodURL`, (e, t) => {
    (_g.init(e, t), Db.init(e, t));
  }),
  Ib = Q(`ZodEmoji`, (e, t) => {
    (vg.init(e, t), Db.init(e, t));
  }),
  Lb = Q(`ZodNanoID`, (e, t) => {
    (yg.init(e, t), Db.init(e, t));
  }),
  Rb = Q(`ZodCUID`, (e, t) => {
    (bg.init(e, t), Db.init(e, t));
  }),
  zb = Q(`ZodCUID2`, (e, t) => {
    (xg.init(e, t), Db.init(e, t));
  }),
  Bb = Q(`ZodULID`, (e, t) => {
    (Sg.init(e, t), Db.init(e, t));
  }),
  Vb = Q(`ZodXID`, (e, t) => {
    (Cg.init(e, t), Db.init(e, t));
  }),
  Hb = Q(`ZodKSUID`, (e, t) => {
    (wg.init(e, t), Db.init(e, t));
  }),
  Ub = Q(`ZodIPv4`, (e, t) => {
    (kg.init(e, t), Db.init(e, t));
  }),
  Wb = Q(`ZodIPv6`, (e, t) => {
    (Mg.init(e, t), Db.init(e, t));
  }),
  Gb = Q(`ZodCIDRv4`, (e, t) => {
    (Ng.init(e, t), Db.init(e, t));
  }),
  Kb = Q(`ZodCIDRv6`, (e, t) => {
    (Fg.init(e, t), Db.init(e, t));
  }),
  qb = Q(`ZodBase64`, (e, t) => {
    (Rg.init(e, t), Db.init(e, t));
  }),
  Jb = Q(`ZodBase64URL`, (e, t) => {
    (Vg.init(e, t), Db.init(e, t));
  }),
  Yb = Q(`ZodE164`, (e, t) => {
    (Hg.init(e, t), Db.init(e, t));
  }),
  Xb = Q(`ZodJWT`, (e, t) => {
    (Wg.init(e, t), Db.init(e, t));
  }),
  Zb = Q(
    `ZodNumber`,
    (e, t) => {
      (Gg.init(e, t),
        Cb.init(e, t),
        (e._zod.processJSONSchema = (t, n, r) => Fy(e, t, n, r)),
        (e.isFinite = !0));
    },
    um(
      {
        minValue: (e) => {
          let { minimum: t, exclusiveMinimum: n } = Ay(e);
          return Math.max(t ?? -1 / 0, n ?? -1 / 0);
        },
        maxValue: (e) => {
          let { maximum: t, exclusiveMaximum: n } = Ay(e);
          return Math.min(t ?? 1 / 0, n ?? 1 / 0);
        },
        isInt: (e) => {
          let { isInt: t, multipleOf: n } = Ay(e);
          return !!t || !!n?.some(Number.isSafeInteger);
        },
        format: (e) => Ay(e).format ?? null,
      },
      {
        gt(e, t) {
          return this.check(Fv(e, t));
        },
        gte(e, t) {
          return this.check(Iv(e, t));
        },
        min(e, t) {
          return this.check(Iv(e, t));
        },
        lt(e, t) {
          return this.check(Nv(e, t));
        },
        lte(e, t) {
          return this.check(Pv(e, t));
        },
        max(e, t) {
          return this.check(Pv(e, t));
        },
        int(e) {
          return this.check(ex(e));
        },
        safe(e) {
          return this.check(ex(e));
        },
        positive(e) {
          return this.check(Fv(0, e));
        },
        nonnegative(e) {
          return this.check(Iv(0, e));
        },
        negative(e) {
          return this.check(Nv(0, e));
        },
        nonpositive(e) {
          return this.check(Pv(0, e));
        },
        multipleOf(e, t) {
          return this.check(Lv(e, t));
        },
        step(e, t) {
          return this.check(Lv(e, t));
        },
        finite() {
          return this;
        },
      },
    ),
  );
function Qb(e) {
  return Ov(Zb, e);
}
var $b = Q(`ZodNumberFormat`, (e, t) => {
  (Kg.init(e, t), Zb.init(e, t));
});
function ex(e) {
  return kv($b, e);
}
var tx = Q(`ZodBoolean`, (e, t) => {
  (qg.init(e, t), Cb.init(e, t), (e._zod.processJSONSchema = (t, n, r) => Iy(e, t, n, r)));
});
function nx(e) {
  return Av(tx, e);
}
var rx = Q(`ZodUnknown`, (e, t) => {
  (Jg.init(e, t), Cb.init(e, t), (e._zod.processJSONSchema = (e, t, n) => void 0));
});
function ix() {
  return jv(rx);
}
var ax = Q(`ZodNever`, (e, t) => {
  (Yg.init(e, t), Cb.init(e, t), (e._zod.processJSONSchema = (t, n, r) => Ly(e, t, n, r)));
});
function ox(e) {
  return Mv(ax, e);
}
var sx = Q(
  `ZodArray`,
  (e, t) => {
    (Sb(),
      $g.init(e, t),
      Cb.init(e, t),
      (e._zod.processJSONSchema = (t, n, r) => Vy(e, t, n, r)),
      (e.element = t.element));
  },
  {
    min(e, t) {
      return this.check(zv(e, t));
    },
    nonempty(e) {
      return this.check(zv(1, e));
    },
    max(e, t) {
      return this.check(Rv(e, t));
    },
    length(e, t) {
      return this.check(Bv(e, t));
    },
    unwrap() {
      return this.element;
    },
  },
);
function cx(e, t) {
  return $v(sx, e, t);
}
var lx = Q(
  `ZodObject`,
  (e, t) => {
    (Sb(),
      a_.init(e, t),
      Cb.init(e, t),
      (e._zod.processJSONSchema = (t, n, r) => Uy(e, t, n, r)),
      _m(e, `shape`, (e) => e._zod.def.shape, !1));
  },
  {
    keyof() {
      return vx(Object.keys(this._zod.def.shape));
    },
    catchall(e) {
      return this.clone(Tp(this._zod.def, { catchall: e }));
    },
    passthrough() {
      return this.clone(Tp(this._zod.def, { catchall: ix() }));
    },
    loose() {
      return this.clone(Tp(this._zod.def, { catchall: ix() }));
    },
    strict() {
      return this.clone(Tp(this._zod.def, { catchall: ox() }));
    },
    strip() {
      return this.clone(Tp(this._zod.def, { catchall: void 0 }));
    },
    extend(e) {
      return Up(this, e);
    },
    safeExtend(e) {
      return Gp(this, e);
    },
    merge(e) {
      return Kp(this, e);
    },
    pick(e) {
      return Bp(this, e);
    },
    omit(e) {
      return Hp(this, e);
    },
    partial(...e) {
      return qp(xx, this, e[0]);
    },
    exactPartial(...e) {
      return qp(Cx, this, e[0], `exactPartial`);
    },
    required(...e) {
      return Jp(jx, this, e[0]);
    },
  },
);
function ux(e, t) {
  return new lx({ type: `object`, shape: e ?? {}, ...Z(t) });
}
var dx = Q(`ZodUnion`, (e, t) => {
  (s_.init(e, t),
    Cb.init(e, t),
    (e._zod.processJSONSchema = (t, n, r) => Wy(e, t, n, r)),
    (e.options = t.options));
});
function fx(e, t) {
  return new dx({ type: `union`, options: e, ...Z(t) });
}
var px = Q(`ZodIntersection`, (e, t) => {
  (c_.init(e, t), Cb.init(e, t), (e._zod.processJSONSchema = (t, n, r) => Gy(e, t, n, r)));
});
function mx(e, t) {
  return new px({ type: `intersection`, left: e, right: t });
}
var hx = Q(`ZodRecord`, (e, t) => {
  (Sb(),
    d_.init(e, t),
    Cb.init(e, t),
    (e._zod.processJSONSchema = (t, n, r) => Yy(e, t, n, r)),
    (e.keyType = t.keyType),
    (e.valueType = t.valueType));
});
function gx(e, t, n) {
  return !t || !t._zod
    ? new hx({ type: `record`, keyType: Eb(), valueType: e, ...Z(t) })
    : new hx({ type: `record`, keyType: e, valueType: t, ...Z(n) });
}
var _x = Q(`ZodEnum`, (e, t) => {
  (f_.init(e, t),
    Cb.init(e, t),
    (e._zod.processJSONSchema = (t, n, r) => Ry(e, t, n, r)),
    (e.enum = t.entries),
    (e.options = [...e._zod.values]));
  let n = new Set(Object.keys(t.entries));
  ((e.extract = (e, r) => {
    let i = {};
    for (let r of e)
      if (n.has(r)) i[r] = t.entries[r];
      else throw Error(`Key ${r} not found in enum`);
    return new _x({ ...t, checks: [], ...Z(r), entries: i });
  }),
    (e.exclude = (e, r) => {
      let i = { ...t.entries };
      for (let t of e)
        if (n.has(t)) delete i[t];
        else throw Error(`Key ${t} not found in enum`);
      return new _x({ ...t, checks: [], ...Z(r), entries: i });
    }));
});
function vx(e, t) {
  return new _x({
    type: `enum`,
    entries: Array.isArray(e) ? Object.fromEntries(e.map((e) => [e, e])) : e,
    ...Z(t),
  });
}
var yx = Q(`ZodTransform`, (e, t) => {
  (Sb(),
    p_.init(e, t),
    Cb.init(e, t),
    (e._zod.processJSONSchema = (t, n, r) => By(e, t, n, r)),
    (e._zod.parse = (n, r) => {
      if (r.direction === `backward`) throw new Tm(e.constructor.name);
      n.addIssue = (r) => {
        if (typeof r == `string`) n.issues.push(om(r, n.value, t));
        else {
          let t = r;
          (t.fatal && (t.continue = !1),
            (t.code ??= `custom`),
            `input` in t || (t.input = n.value),
            (t.inst ??= e),
            n.issues.push(om(t)));
        }
      };
      let i = t.transform(n.value, n);
      return i instanceof Promise ? i.then((e) => ((n.value = e), n)) : ((n.value = i), n);
    }));
});
function bx(e) {
  return new yx({ type: `transform`, transform: e });
}
var xx = Q(`ZodOptional`, (e, t) => {
  (h_.init(e, t),
    Cb.init(e, t),
    (e._zod.processJSONSchema = (t, n, r) => ab(e, t, n, r)),
    (e.unwrap = () => e._zod.def.innerType));
});
function Sx(e) {
  return new xx({ type: `optional`, innerType: e });
}
var Cx = Q(`ZodExactOptional`, (e, t) => {
  (g_.init(e, t),
    Cb.init(e, t),
    (e._zod.processJSONSchema = (t, n, r) => ab(e, t, n, r)),
    (e.unwrap = () => e._zod.def.innerType));
});
function wx(e) {
  return new Cx({ type: `optional`, innerType: e });
}
var Tx = Q(`ZodNullable`, (e, t) => {
  (__.init(e, t),
    Cb.init(e, t),
    (e._zod.processJSONSchema = (t, n, r) => Xy(e, t, n, r)),
    (e.unwrap = () => e._zod.def.innerType));
});
function Ex(e) {
  return new Tx({ type: `nullable`, innerType: e });
}
var Dx = Q(`ZodDefault`, (e, t) => {
  (v_.init(e, t),
    Cb.init(e, t),
    (e._zod.processJSONSchema = (t, n, r) => eb(e, t, n, r)),
    (e.unwrap = () => e._zod.def.innerType),
    (e.removeDefault = e.unwrap));
});
function Ox(e, t) {
  return new Dx({
    type: `default`,
    innerType: e,
    get defaultValue() {
      return typeof t == `function` ? t() : Mp(t);
    },
  });
}
var kx = Q(`ZodPrefault`, (e, t) => {
  (b_.init(e, t),
    Cb.init(e, t),
    (e._zod.processJSONSchema = (t, n, r) => tb(e, t, n, r)),
    (e.unwrap = () => e._zod.def.innerType));
});
function Ax(e, t) {
  return new kx({
    type: `prefault`,
    innerType: e,
    get defaultValue() {
      return typeof t == `function` ? t() : Mp(t);
    },
  });
}
var jx = Q(`ZodNonOptional`, (e, t) => {
  (x_.init(e, t),
    Cb.init(e, t),
    (e._zod.processJSONSchema = (t, n, r) => Zy(e, t, n, r)),
    (e.unwrap = () => e._zod.def.innerType));
});
function Mx(e, t) {
  return new jx({ type: `nonoptional`, innerType: e, ...Z(t) });
}
var Nx = Q(`ZodCatch`, (e, t) => {
  (w_.init(e, t),
    Cb.init(e, t),
    (e._zod.processJSONSchema = (t, n, r) => nb(e, t, n, r)),
    (e.unwrap = () => e._zod.def.innerType),
    (e.removeCatch = e.unwrap));
});
function Px(e, t) {
  return new Nx({ type: `catch`, innerType: e, catchValue: typeof t == `function` ? t : ym(t) });
}
var Fx = Q(`ZodPipe`, (e, t) => {
  (T_.init(e, t),
    Cb.init(e, t),
    (e._zod.processJSONSchema = (t, n, r) => rb(e, t, n, r)),
    (e.in = t.in),
    (e.out = t.out));
});
function Ix(e, t) {
  return new Fx({ type: `pipe`, in: e, out: t });
}
var Lx = Q(`ZodReadonly`, (e, t) => {
  (D_.init(e, t),
    Cb.init(e, t),
    (e._zod.processJSONSchema = (t, n, r) => ib(e, t, n, r)),
    (e.unwrap = () => e._zod.def.innerType));
});
function Rx(e) {
  return new Lx({ type: `readonly`, innerType: e });
}
var zx = Q(`ZodCustom`, (e, t) => {
  (k_.init(e, t), Cb.init(e, t), (e._zod.processJSONSchema = (t, n, r) => zy(e, t, n, r)));
});
function Bx(e, t = {}) {
  return ey(zx, e, t);
}
function Vx(e, t) {
  return ty(e, t);
}
var Hx = De(),
  Ux = Eb().min(1).max(64),
  Wx = ux({
    labeler: Eb().max(200).default(``),
    language: vx([`system`, `en`, `es`]).default(`system`),
    speciesLanguage: vx([`scientific`, `en`, `es`]).default(`en`),
    theme: vx([`system`, `light`, `dark`]).default(`system`),
    colours: vx([`theme`, `grey`, `inverse`, `viridis`, `magma`, `cividis`]).default(`theme`),
    times: vx([`clock`, `start`, `utc`]).default(`clock`),
    keys: gx(Eb().max(64), cx(Ux).max(4)).default({}),
    letters: nx().default(!0),
    autoplay: nx().default(!1),
    gain: Qb().min(-20).max(40).default(0),
    barWide: nx().default(!0),
    begun: nx().default(!1),
  }).parse({}),
  Gx = lp(() => ({ settings: Wx, trouble: null }));
async function Kx() {
  let e = await window.app.settings();
  return (Gx.setState({ settings: e }), e);
}
async function qx(e) {
  let t = Gx.getState().settings;
  Gx.setState({ settings: { ...t, ...e } });
  try {
    Gx.setState({ settings: await window.app.changeSettings(e), trouble: null });
  } catch (e) {
    Gx.setState({ settings: t, trouble: String(e) });
  }
}
var Jx = (function () {
    let e = typeof document < `u` && document.createElement(`link`).relList;
    return e && e.supports && e.supports(`modulepreload`) ? `modulepreload` : `preload`;
  })(),
  Yx = function (e, t) {
    return new URL(e, t).href;
  },
  Xx = {},
  Zx = function (e) {
    return e.pathname.endsWith(`.css`);
  },
  Qx = function (e, t, n) {
    if (t in e) return e[t];
    let r = n();
    if (!r) {
      e[t] = void 0;
      return;
    }
    let i = r.then(
      () => {
        e[t] = void 0;
      },
      (n) => {
        throw ((e[t] = void 0), n);
      },
    );
    return ((e[t] = i), i);
  },
  $x = function (e, t, n) {
    let r = Promise.resolve();
    if (t && t.length > 0) {
      let e,
        i = document.querySelector(`meta[property=csp-nonce]`),
        a = i?.nonce || i?.getAttribute(`nonce`);
      function o(e) {
        return Promise.all(
          e.map((e) =>
            Promise.resolve(e).then(
              (e) => ({ status: `fulfilled`, value: e }),
              (e) => ({ status: `rejected`, reason: e }),
            ),
          ),
        );
      }
      function s(e) {
        return import.meta.resolve ? new URL(import.meta.resolve(e)) : new URL(e, import.meta.url);
      }
      r = o(
        t
          .map((t) => {
            t = Yx(t, n);
            let r = s(t),
              i = Zx(r);
            return Qx(Xx, r.href, () => {
              if (e === void 0) {
                e = { all: new Set(), styles: new Set() };
                let t = document.getElementsByTagName(`link`);
                for (let n = t.length - 1; n >= 0; n--) {
                  let r = t[n];
                  (e.all.add(r.href), r.rel === `stylesheet` && e.styles.add(r.href));
                }
              }
              if ((i ? e.styles : e.all).has(r.href)) return;
              let t = document.createElement(`link`);
              if (
                ((t.rel = i ? `stylesheet` : Jx),
                i || (t.as = `script`),
                (t.crossOrigin = ``),
                (t.href = r.href),
                a && t.setAttribute(`nonce`, a),
                document.head.appendChild(t),
                i)
              )
                return new Promise((e, n) => {
                  let i = (a) => {
                    (t.removeEventListener(`load`, i),
                      t.removeEventListener(`error`, i),
                      a.type === `error` ? n(Error(`Unable to preload CSS for ${r}`)) : e(a));
                  };
                  (t.addEventListener(`load`, i), t.addEventListener(`error`, i));
                });
            });
          })
          .filter((e) => e !== void 0),
      );
    }
    function i(e) {
      let t = new Event(`vite:preloadError`, { cancelable: !0 });
      if (((t.payload = e), window.dispatchEvent(t), !t.defaultPrevented)) throw e;
    }
    return r.then((t) => {
      for (let e of t || []) e.status === `rejected` && i(e.reason);
      return e().catch(i);
    });
  },
  eS = {
    en: () => $x(() => import(`./en-Cx2SfiG5.js`), [], import.meta.url),
    es: () => $x(() => import(`./es-BUARrJ3q.js`), [], import.meta.url),
  };
function tS(e, t = navigator.languages) {
  return e === `system`
    ? t.map((e) => e.slice(0, 2)).find((e) => e in eS) === `es`
      ? `es`
      : `en`
    : e;
}
async function nS(e) {
  let { messages: t } = await eS[e]();
  (oe.loadAndActivate({ locale: e, messages: t }), (document.documentElement.lang = e));
}
function rS({ variant: e = `plain`, className: t, ...n }) {
  let r = typeof t == `string` ? ` ${t}` : ``;
  return (0, k.jsx)(Fa, { ...n, className: `button ${e}${r}` });
}
function iS(e) {
  let { title: t, isOpen: n, onClose: r, children: i, actions: a, role: o = `dialog` } = e,
    { _: s } = ye();
  return (0, k.jsx)(Bd, {
    className: `dialog-overlay`,
    isOpen: n,
    isDismissable: o === `dialog`,
    onOpenChange: (e) => {
      e || r();
    },
    children: (0, k.jsx)(Rd, {
      children: (0, k.jsxs)(Ad, {
        className: `dialog`,
        role: o,
        children: [
          (0, k.jsx)(za, { slot: `title`, level: 2, children: t }),
          (0, k.jsx)(`div`, { className: `dialog-body`, children: i }),
          (0, k.jsx)(`div`, {
            className: `dialog-actions`,
            children: a ?? (0, k.jsx)(rS, { onPress: r, children: s({ id: `yz7wBu` }) }),
          }),
        ],
      }),
    }),
  });
}
var aS = [`Shift`, `Meta`, `Alt`, `Control`],
  oS = typeof navigator == `object` ? navigator.platform : ``,
  sS = /Mac|iPod|iPhone|iPad/.test(oS),
  cS = sS ? `Meta` : `Control`,
  lS = oS === `Win32` ? [`Control`, `Alt`] : sS ? [`Alt`] : [];
function uS(e, t) {
  return (
    typeof e.getModifierState == `function` &&
    (e.getModifierState(t) || (lS.includes(t) && e.getModifierState(`AltGraph`)))
  );
}
function dS(e) {
  return e
    .trim()
    .split(` `)
    .map(function (e) {
      var t = e.split(/\b\+/),
        n = t.pop(),
        r = n.match(/^\((.+)\)$/);
      return (
        r && (n = RegExp(`^(?:` + r[1] + `)$`, `iv`)),
        [
          (t = t.map(function (e) {
            return e === `$mod` ? cS : e;
          })),
          n,
        ]
      );
    });
}
function fS(e, t) {
  var n = t[0],
    r = t[1];
  return !(
    (r instanceof RegExp
      ? !r.test(e.key) && !r.test(e.code)
      : r.toUpperCase() !== e.key.toUpperCase() && r !== e.code) ||
    n.find(function (t) {
      return !uS(e, t);
    }) ||
    aS.find(function (t) {
      return !n.includes(t) && r !== t && uS(e, t);
    })
  );
}
var $ = (e, t, ...n) => ({ scope: e, label: t, keys: n }),
  pS = {
    "app.keys": $(`app`, { id: `sAlG4y` }, `Shift+?`, `F1`),
    "app.bar": $(`app`, { id: `UCQjKW` }, `$mod+b`),
    "app.run": $(`app`, { id: `mNQEhe` }, `Alt+2`),
    "app.detections": $(`app`, { id: `m/LfKK` }, `Alt+3`),
    "app.models": $(`app`, { id: `aU/Jj6` }, `Alt+9`),
    "app.settings": $(`app`, { id: `mT57+Q` }, `$mod+,`),
    "app.back": $(`app`, { id: `5w9Ue7` }, `Alt+ArrowLeft`),
    "app.forward": $(`app`, { id: `wZ+aJA` }, `Alt+ArrowRight`),
    "app.times": $(`app`, { id: `dXOswh` }, `Shift+T`),
    "app.jobs": $(`app`, { id: `QwoeMu` }, `$mod+j`),
    "run.start": $(`run`, { id: `BHDk8W` }, `$mod+Enter`),
    "run.pause": $(`run`, { id: `gWWnYf` }, `p`),
    "run.cancel": $(`run`, { id: `7vvX8I` }, `$mod+.`),
    "run.errors": $(`run`, { id: `tCuv1X` }, `e`),
    "run.preset": $(`run`, { id: `S0tUC3` }, `j`),
    "detections.play": $(`detections`, { id: `9j1ZzJ` }, `Space`),
    "detections.right": $(`detections`, { id: `qpF/kQ` }, `x`),
    "detections.wrong": $(`detections`, { id: `3c4dM2` }, `c`),
    "detections.unsure": $(`detections`, { id: `nIUjCO` }, `v`),
    "detections.clear": $(`detections`, { id: `ikWvQg` }, `z`),
    "detections.undo": $(`detections`, { id: `Sx4Co5` }, `$mod+z`),
    "detections.species": $(`detections`, { id: `NGeoX3` }, `s`),
    "detections.note": $(`detections`, { id: `6HR4XM` }, `n`),
    "detections.details": $(`detections`, { id: `X2K7aq` }, `Enter`),
    "detections.similar": $(`detections`, { id: `o6PIFY` }, `f`),
    "detections.search": $(`detections`, { id: `F8D+C1` }, `/`),
    "detections.goto": $(`detections`, { id: `Hrafqd` }, `$mod+g`),
    "detections.refresh": $(`detections`, { id: `KDrK11` }, `F5`),
    "detections.save": $(`detections`, { id: `FtqUnu` }, `$mod+Shift+S`),
    "detections.all": $(`detections`, { id: `WWM8Oa` }, `$mod+a`),
    "models.use": $(`models`, { id: `mVu3UY` }, `u`),
    "models.install": $(`models`, { id: `RCw3Mu` }, `i`),
    "models.verify": $(`models`, { id: `qTL6Ag` }, `v`),
    "settings.search": $(`settings`, { id: `nxENnc` }, `/`),
  };
Object.keys(pS);
function mS(e, { keys: t }) {
  return t[e] ?? pS[e].keys;
}
function hS(e) {
  return (e.split(`+`).at(-1) ?? ``).length === 1 && !/\$mod|Control|Meta|Alt/.test(e);
}
function gS(e, t) {
  let [n] = dS(t);
  return n !== void 0 && fS(e, n);
}
var _S = {
  ArrowLeft: `←`,
  ArrowRight: `→`,
  ArrowUp: `↑`,
  ArrowDown: `↓`,
  Enter: `⏎`,
  Escape: `Esc`,
};
function vS(e, t = navigator.userAgent.includes(`Mac`)) {
  return e
    .split(`+`)
    .filter((t) => !(t === `Shift` && e.endsWith(`?`)))
    .map((e) =>
      e === `$mod` ? (t ? `⌘` : `Ctrl`) : (_S[e] ?? (e.length === 1 ? e.toUpperCase() : e)),
    )
    .join(`+`);
}
var yS = [],
  bS = `input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, [contenteditable="true"]`,
  xS = `[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]`,
  SS = `button, a, [role="button"], [role="tab"], [role="slider"], input, summary`;
function CS() {
  return yS.toReversed().flatMap(({ handlers: e }) => Object.keys(e.current));
}
function wS(e) {
  if (e.defaultPrevented || e.isComposing || e.key === `Dead`) return;
  let t = e.target instanceof Element ? e.target : document.body,
    n = t.closest(bS) !== null,
    r = t.closest(xS),
    { settings: i } = Gx.getState();
  for (let { handlers: a, within: o } of yS.toReversed()) {
    let s = o?.current;
    if ((o === void 0 || s?.contains(t) === !0) && (r === null || s?.closest(xS) === r))
      for (let [r, o] of Object.entries(a.current)) {
        let a = mS(r, i).find((t) => gS(e, t));
        if (
          a !== void 0 &&
          (!hS(a) || (!n && i.letters)) &&
          (!/^(Space|Enter| )$/.test(a) || (!n && t.closest(SS) === null)) &&
          o(e) !== !1
        ) {
          e.preventDefault();
          return;
        }
      }
  }
}
var TS = !1;
function ES(e, t) {
  let n = (0, A.useRef)(e);
  ((0, A.useEffect)(() => {
    n.current = e;
  }),
    (0, A.useEffect)(() => {
      let e = { handlers: n, within: t };
      return (
        yS.push(e),
        TS || window.addEventListener(`keydown`, wS),
        (TS = !0),
        () => {
          yS.splice(yS.indexOf(e), 1);
        }
      );
    }, [t]));
}
function DS() {
  let { _: e } = ye(),
    [t, n] = (0, A.useState)();
  return (
    ES({
      "app.keys": () => {
        n([...new Set(CS())]);
      },
    }),
    (0, k.jsxs)(iS, {
      title: e({ id: `WQg61I` }),
      isOpen: t !== void 0,
      onClose: () => {
        n(void 0);
      },
      children: [
        (0, k.jsx)(`p`, { className: `quiet`, children: (0, k.jsx)(xe, { id: `alhBVI` }) }),
        (0, k.jsx)(OS, { commands: t ?? [] }),
      ],
    })
  );
}
function OS({ commands: e }) {
  let { i18n: t } = ye(),
    { settings: n } = Gx();
  return (0, k.jsx)(`dl`, {
    className: `keys`,
    children: e.map((e) =>
      (0, k.jsxs)(
        `div`,
        {
          children: [
            (0, k.jsx)(`dt`, { children: t._(pS[e].label) }),
            (0, k.jsx)(`dd`, {
              children: mS(e, n).map((e) => (0, k.jsx)(`kbd`, { children: vS(e) }, e)),
            }),
          ],
        },
        e,
      ),
    ),
  });
}
var kS = [`run`, `detections`, `models`, `settings`];
function AS(e) {
  let [t = ``, n = ``] = e.replace(/^#\/?/, ``).split(`?`);
  return {
    page: t === `first-run` ? t : (kS.find((e) => e === t) ?? `run`),
    query: Object.fromEntries(new URLSearchParams(n)),
  };
}
function jS({ page: e, query: t }) {
  let n = new URLSearchParams(t).toString();
  return n === `` ? `#/${e}` : `#/${e}?${n}`;
}
var MS = { hash: ``, route: AS(``) };
function NS() {
  return (
    location.hash !== MS.hash && (MS = { hash: location.hash, route: AS(location.hash) }),
    MS.route
  );
}
function PS(e) {
  return (
    window.addEventListener(`hashchange`, e),
    () => {
      window.removeEventListener(`hashchange`, e);
    }
  );
}
function FS() {
  return (0, A.useSyncExternalStore)(PS, NS);
}
function IS(e, t = {}) {
  location.hash = jS({ page: e, query: t });
}
var LS = lp(() => ({ state: `starting`, tail: [] }));
function RS({ tone: e = `quiet`, children: t, action: n }) {
  return (0, k.jsxs)(`div`, {
    className: `banner ${e}`,
    role: `status`,
    children: [
      (0, k.jsx)(`span`, { children: t }),
      n !== void 0 && (0, k.jsx)(rS, { variant: `quiet`, onPress: n.act, children: n.text }),
    ],
  });
}
function zS() {
  let { state: e } = LS();
  return e === `restarting`
    ? (0, k.jsx)(RS, { tone: `warn`, children: (0, k.jsx)(xe, { id: `qJHv28` }) })
    : e === `failed`
      ? (0, k.jsx)(RS, { tone: `fail`, children: (0, k.jsx)(xe, { id: `pRO38G` }) })
      : null;
}
var BS = {
  recordings: `M4 6h6l2 2h8v10H4z`,
  run: `M7 5l11 7-11 7z`,
  detections: `M4 6h16M4 10h16M4 14h10M4 18h10`,
  species: `M4 15c3-8 10-9 16-9-1 6-5 11-11 11l-3 3`,
  activity: `M4 18V9m4 9V5m4 13v-7m4 7V8m4 10v-5`,
  label: `M5 8h14v8H5zM8 5v3m8 8v3`,
  verify: `M5 12l4 5L19 6`,
  learn: `M12 4l9 5-9 5-9-5zM6 12v5c4 3 8 3 12 0v-5`,
  models: `M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9`,
  export: `M12 15V4m-4 4l4-4 4 4M5 14v6h14v-6`,
  settings: `M4 7h9m4 0h3M4 17h3m4 0h9M15 5v4M9 15v4`,
  narrow: `M14 6l-6 6 6 6`,
  wide: `M10 6l6 6-6 6`,
  play: `M8 5l11 7-11 7z`,
  stop: `M7 7h10v10H7z`,
  close: `M6 6l12 12M18 6L6 18`,
  plus: `M12 5v14M5 12h14`,
  right: `M5 12l4 5L19 6`,
  wrong: `M6 6l12 12M18 6L6 18`,
  unsure: `M9 9c0-4 6-4 6 0 0 3-3 2-3 5m0 3v1`,
  unchecked: `M12 6a6 6 0 1 0 .01 0z`,
  warn: `M12 4l9 16H3zM12 10v5m0 2v1`,
};
function VS({ name: e, size: t = 20 }) {
  return (0, k.jsx)(`svg`, {
    width: t,
    height: t,
    viewBox: `0 0 24 24`,
    "aria-hidden": `true`,
    focusable: `false`,
    children: (0, k.jsx)(`path`, {
      d: BS[e],
      fill: `none`,
      stroke: `currentColor`,
      strokeWidth: `1.8`,
      strokeLinecap: `round`,
      strokeLinejoin: `round`,
    }),
  });
}
function HS() {
  let { _: e } = ye();
  return {
    recordings: e({ id: `UxK12K` }),
    run: e({ id: `3JjdaA` }),
    detections: e({ id: `oUwnRL` }),
    species: e({ id: `jAEtvc` }),
    activity: e({ id: `XJOV1Y` }),
    label: e({ id: `87a/t/` }),
    verify: e({ id: `uSMfoN` }),
    learn: e({ id: `rjZpLn` }),
    models: e({ id: `//nm2/` }),
    export: e({ id: `GS+Mus` }),
    settings: e({ id: `Tz0i8g` }),
  };
}
function US({ page: e }) {
  let { _: t } = ye(),
    n = HS(),
    r = Gx(({ settings: e }) => e.barWide);
  return (0, k.jsxs)(`nav`, {
    className: r ? `side-bar wide` : `side-bar`,
    "aria-label": t({ id: `wRR604` }),
    children: [
      (0, k.jsx)(`ul`, {
        children: kS.map((t) =>
          (0, k.jsx)(
            `li`,
            {
              children: (0, k.jsxs)(Ca, {
                href: jS({ page: t, query: {} }),
                ...(t === e && { "aria-current": `page` }),
                "aria-label": n[t],
                className: `side-link`,
                children: [
                  (0, k.jsx)(VS, { name: t }),
                  r && (0, k.jsx)(`span`, { children: n[t] }),
                ],
              }),
            },
            t,
          ),
        ),
      }),
      (0, k.jsx)(rS, {
        variant: `quiet`,
        "aria-label": t(r ? { id: `XrTJsi` } : { id: `4VYMrJ` }),
        onPress: () => void qx({ barWide: !r }),
        children: (0, k.jsx)(VS, { name: r ? `narrow` : `wide` }),
      }),
    ],
  });
}
function WS(e) {
  return !e.ok && e.error.kind === `RequestCancelled`;
}
var GS = lp(() => ({ touched: {} }));
function KS(e, t) {
  return Math.max(0, ...e.map((e) => t[e] ?? 0));
}
function qS(e) {
  return GS(({ touched: t }) => KS(e, t));
}
var JS = { value: void 0, error: void 0, waiting: !0 };
function YS(e, t, n = []) {
  let [r, i] = (0, A.useState)(JS),
    [a, o] = (0, A.useState)(0),
    s = (0, A.useRef)(t),
    c = qS(n);
  ((0, A.useEffect)(() => {
    s.current = t;
  }),
    (0, A.useEffect)(() => {
      if (e === void 0) return;
      let t = new AbortController();
      return (
        i((e) => ({ ...e, waiting: !0 })),
        s.current(t.signal).then((e) => {
          t.signal.aborted ||
            WS(e) ||
            i((t) =>
              e.ok
                ? { value: e.value, error: void 0, waiting: !1 }
                : { value: t.value, error: e.error, waiting: !1 },
            );
        }),
        () => {
          t.abort();
        }
      );
    }, [e, a, c]));
  let l = (0, A.useCallback)(() => {
    o((e) => e + 1);
  }, []);
  return { ...r, again: l };
}
function XS(e) {
  let { label: t, value: n, choices: r, onChange: i } = e;
  return (0, k.jsxs)($d, {
    className: `field select`,
    value: n,
    onChange: (e) => {
      e !== null && i(e);
    },
    disabledKeys: r.filter(({ off: e }) => e !== void 0).map((e) => e.value),
    children: [
      (0, k.jsx)(Ta, { children: t }),
      (0, k.jsxs)(Fa, {
        className: `button`,
        children: [
          (0, k.jsx)(rf, {}),
          (0, k.jsx)(`span`, { "aria-hidden": `true`, children: `▾` }),
        ],
      }),
      (0, k.jsx)(Wu, {
        className: `popover`,
        children: (0, k.jsx)(Fc, {
          items: r,
          children: ({ value: e, text: t, off: n }) =>
            (0, k.jsxs)(zc, {
              id: e,
              textValue: t,
              className: `option`,
              children: [
                t,
                n !== void 0 &&
                  (0, k.jsxs)(`span`, { className: `quiet small`, children: [` `, n] }),
              ],
            }),
        }),
      }),
    ],
  });
}
function ZS() {
  let { _: e } = ye();
  return {
    starting: e({ id: `OlyICe` }),
    ready: e({ id: `7hdSD1` }),
    restarting: e({ id: `BndnlH` }),
    failed: e({ id: `ZzTQy1` }),
  };
}
function QS() {
  let { _: e } = ye(),
    { state: t } = LS(),
    n = ZS(),
    { settings: r, trouble: i } = Gx(),
    a = YS(`info`, async () => ({ ok: !0, value: await window.app.info() }));
  return (0, k.jsxs)(`footer`, {
    className: `status-bar small`,
    "aria-label": e({ id: `uAQUqI` }),
    children: [
      (0, k.jsx)(`span`, { className: `engine-light ${t}`, "aria-hidden": `true` }),
      (0, k.jsx)(`span`, { role: `status`, children: n[t] }),
      (0, k.jsx)(`span`, {
        className: `quiet`,
        title: a.value?.project.path,
        children: a.value?.project.name,
      }),
      (0, k.jsx)(`span`, { className: `grow` }),
      (0, k.jsx)(`span`, {
        className: i === null ? `quiet` : `status-trouble`,
        children: i ?? (0, k.jsx)(xe, { id: `idD8Ev` }),
      }),
      (0, k.jsx)(XS, {
        label: e({ id: `kGEhUy` }),
        value: r.times,
        choices: [
          { value: `clock`, text: e({ id: `37JoDj` }) },
          { value: `start`, text: e({ id: `TV2dtK` }) },
          { value: `utc`, text: e({ id: `vgwVkd` }) },
        ],
        onChange: (e) => void qx({ times: e }),
      }),
      (0, k.jsxs)(`span`, {
        className: `quiet`,
        children: [
          (0, k.jsx)(`kbd`, { children: vS(`Shift+?`) }),
          ` `,
          (0, k.jsx)(xe, { id: `hbz1rh` }),
        ],
      }),
    ],
  });
}
var $S = window.matchMedia(`(prefers-color-scheme: dark)`),
  eC = `system`;
function tC() {
  return eC === `system` ? ($S.matches ? `dark` : `light`) : eC;
}
function nC(e) {
  ((eC = e), (document.documentElement.dataset.theme = tC()));
}
$S.addEventListener(`change`, () => {
  nC(eC);
});
function rC(e, t = 150) {
  let [n, r] = (0, A.useState)(!1);
  return (
    (0, A.useEffect)(() => {
      if (!e) {
        r(!1);
        return;
      }
      let n = setTimeout(() => {
        r(!0);
      }, t);
      return () => {
        clearTimeout(n);
      };
    }, [e, t]),
    n && e
  );
}
function iC() {
  return rC(!0)
    ? (0, k.jsx)(`p`, {
        className: `empty quiet`,
        role: `status`,
        children: (0, k.jsx)(xe, { id: `Pwqkdw` }),
      })
    : null;
}
var aC = new Xf({ maxVisibleToasts: 3 });
function oC() {
  let { _: e } = ye();
  return (0, k.jsx)($f, {
    queue: aC,
    className: `toasts`,
    "aria-label": e({ id: `qdyV/M` }),
    children: ({ toast: t }) =>
      (0, k.jsxs)(tp, {
        toast: t,
        className: `toast`,
        children: [
          (0, k.jsx)(rp, { children: (0, k.jsx)(Va, { slot: `title`, children: t.content.text }) }),
          t.content.action !== void 0 &&
            (0, k.jsx)(rS, {
              variant: `quiet`,
              onPress: t.content.action.act,
              children: t.content.action.text,
            }),
          (0, k.jsx)(rS, {
            variant: `quiet`,
            slot: `close`,
            "aria-label": e({ id: `yz7wBu` }),
            children: (0, k.jsx)(VS, { name: `close`, size: 16 }),
          }),
        ],
      }),
  });
}
var sC = (0, A.lazy)(() => $x(() => import(`./page-BNhkIj8W.js`), [], import.meta.url)),
  cC = {
    run: (0, A.lazy)(() => $x(() => import(`./page-CK6n84z1.js`), [], import.meta.url)),
    detections: (0, A.lazy)(() => $x(() => import(`./page-CMyS2fuA.js`), [], import.meta.url)),
    models: (0, A.lazy)(() => $x(() => import(`./page-C9TlZshl.js`), [], import.meta.url)),
    settings: (0, A.lazy)(() => $x(() => import(`./page-DxsGYEfV.js`), [], import.meta.url)),
  },
  lC = [`clock`, `start`, `utc`];
function uC() {
  let { settings: e } = Gx();
  ES({
    "app.bar": () => void qx({ barWide: !e.barWide }),
    "app.run": () => {
      IS(`run`);
    },
    "app.detections": () => {
      IS(`detections`);
    },
    "app.models": () => {
      IS(`models`);
    },
    "app.settings": () => {
      IS(`settings`);
    },
    "app.back": () => {
      history.back();
    },
    "app.forward": () => {
      history.forward();
    },
    "app.times": () => {
      qx({ times: lC[(lC.indexOf(e.times) + 1) % lC.length] ?? `clock` });
    },
  });
}
function dC() {
  let { theme: e, language: t } = Gx(({ settings: e }) => e);
  ((0, A.useEffect)(() => {
    nC(e);
  }, [e]),
    (0, A.useEffect)(() => {
      nS(tS(t));
    }, [t]));
}
function fC() {
  let { page: e } = FS();
  (dC(), uC());
  let { _: t } = ye(),
    n = cC[e];
  return e === `first-run` || n === void 0
    ? (0, k.jsxs)(A.Suspense, {
        fallback: (0, k.jsx)(iC, {}),
        children: [(0, k.jsx)(sC, {}), (0, k.jsx)(oC, {}), (0, k.jsx)(DS, {})],
      })
    : (0, k.jsxs)(nn, {
        navigate: (e) => {
          location.hash = e;
        },
        children: [
          (0, k.jsxs)(`div`, {
            className: `shell`,
            children: [
              (0, k.jsx)(US, { page: e }),
              (0, k.jsxs)(
                `main`,
                {
                  className: `page`,
                  "aria-label": t({ id: `6WdDG7` }),
                  children: [
                    (0, k.jsx)(zS, {}),
                    (0, k.jsx)(A.Suspense, {
                      fallback: (0, k.jsx)(iC, {}),
                      children: (0, k.jsx)(n, {}),
                    }),
                  ],
                },
                e,
              ),
              (0, k.jsx)(QS, {}),
            ],
          }),
          (0, k.jsx)(oC, {}),
          (0, k.jsx)(DS, {}),
        ],
      });
}
async function pC() {
  let e = document.getElementById(`root`);
  if (e === null) throw Error(`The page has no root.`);
  let t = await Kx();
  (nC(t.theme),
    await nS(tS(t.language)),
    location.hash === `` && !t.begun && (location.hash = `#/first-run`),
    (0, Hx.createRoot)(e).render(
      (0, k.jsx)(A.StrictMode, {
        children: (0, k.jsx)(be, { i18n: oe, children: (0, k.jsx)(fC, {}) }),
      }),
    ));
}
pC();
export { ce as t };
